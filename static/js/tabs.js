/** On a narrow page the parts take turns; the links are the same that lead there without script. */

import { all } from "./dom.js";

/** @param {HTMLElement} layout its parts take turns; one that has changed while another is shown has a mark on its tab */
export function startTabs(layout) {
  const links = all("[data-tab]");
  const show = (/** @type {string} */ name) => {
    layout.dataset.view = name;
    for (const link of links) {
      if (link.dataset.tab === name) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
    mark(name, false);
  };
  const reveal = () => {
    const target = targeted();
    const name = target?.closest("[data-panel]")?.dataset.panel;
    const folded = target?.closest("details.day:not([open])");
    if (folded) folded.setAttribute("open", "");
    if (target && name && (folded || layout.dataset.view !== name)) {
      show(name);
      target.scrollIntoView();
    }
    target?.querySelector(":scope details")?.setAttribute("open", "");
  };
  for (const link of links) {
    link.addEventListener("click", (click) => {
      click.preventDefault();
      show(link.dataset.tab ?? "");
      link.closest("nav")?.parentElement?.scrollIntoView({ block: "start" });
    });
  }
  document.addEventListener("live:show", ({ target }) => show(target.closest("[data-panel]")?.dataset.panel ?? ""));
  document.addEventListener("live:put", ({ target, detail }) => {
    const name = target.closest("[data-panel]")?.dataset.panel;
    if (target.matches(".session") && detail.isChanged && name !== layout.dataset.view) mark(name, true);
  });
  addEventListener("hashchange", reveal);
  show(layout.dataset.first ?? "programme");
  reveal();
}

/** @param {string | undefined} name of a part @param {boolean} on */
function mark(name, on) {
  const dot = document.querySelector(`[data-tab="${name}"] [data-mark]`);
  if (dot) dot.hidden = !on;
}

/** What the address points at; a fragment somebody has mangled points at nothing. */
function targeted() {
  try {
    return document.getElementById(decodeURIComponent(location.hash.slice(1)));
  } catch {
    return null;
  }
}
