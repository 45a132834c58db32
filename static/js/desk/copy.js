/** Buttons that copy an address; shown only when there is a script to do it. */

const BACK = 2000; // ms the button says that it did

for (const button of document.querySelectorAll("[data-copy]")) {
  const words = button.textContent;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const field = document.getElementById(button.dataset.copy);
    field.select();
    (await navigator.clipboard?.writeText(field.value).catch(() => document.execCommand("copy"))) ??
      document.execCommand("copy");
    button.textContent = button.dataset.copied ?? document.querySelector("[data-desk-words]").dataset.copied;
    setTimeout(() => {
      button.textContent = words;
    }, BACK);
  });
}
