/** Labels: pressing one shows only the questions that have it, pressing it again shows all. */

const find = document.querySelector("[data-filter]");

export function startLabels() {
  document.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-only]");
    if (!button) return;
    find.value = find.value === button.dataset.only ? "" : button.dataset.only;
    find.dispatchEvent(new Event("input", { bubbles: true }));
  });
  find.addEventListener("input", look);
  document.addEventListener("live:put", ({ target }) => target.id === "desk-labels" && look());
}

function look() {
  for (const button of document.querySelectorAll("[data-only]")) {
    button.setAttribute("aria-pressed", String(button.dataset.only === find.value));
  }
}
