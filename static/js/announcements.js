/** Announcements can be put away once they are read; this tab remembers which. */

const name = `live:${document.documentElement.dataset.event}:read`;
const list = document.querySelector('[data-list="announcements"]');
const read = new Set(JSON.parse(sessionStorage.getItem(name) ?? "[]"));

function look() {
  for (const row of [...list.children]) {
    row.hidden = read.has(row.id);
    row.querySelector("[data-read]").hidden = false;
  }
}

/** The one that is put away has the focus: the next one takes it, after the last the part of the page that is shown. */
function focusNext(row) {
  const rows = [...list.children].filter((other) => other === row || other.checkVisibility());
  const at = rows.indexOf(row);
  const next =
    (rows[at + 1] ?? rows[at - 1])?.querySelector("[data-read]") ??
    [...document.querySelectorAll("[data-panel]")].find((panel) => panel.checkVisibility());
  next?.focus({ preventScroll: true });
}

export function startAnnouncements() {
  look();
  list.addEventListener("live:put", look);
  list.addEventListener("click", ({ target }) => {
    const row = target.closest("[data-read]")?.closest("li");
    if (!row) return;
    read.add(row.id);
    sessionStorage.setItem(name, JSON.stringify([...read]));
    focusNext(row);
    look();
  });
}
