/** On a narrow page the parts take turns; the links are the same that lead there without script. */

/** @param {HTMLElement} layout */
export function startTabs(layout) {
  const links = [...document.querySelectorAll("[data-tab]")];
  const show = (name) => {
    layout.dataset.view = name;
    for (const link of links) {
      if (link.dataset.tab === name) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  };
  const reveal = () => {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const panel = target && target.closest("[data-panel]");
    if (panel && layout.dataset.view !== panel.dataset.panel) {
      show(panel.dataset.panel);
      target.scrollIntoView();
    }
    if (target) target.querySelector(":scope details")?.setAttribute("open", "");
  };
  for (const link of links) {
    link.addEventListener("click", (click) => {
      click.preventDefault();
      show(link.dataset.tab);
      link.closest("nav").parentElement.scrollIntoView({ block: "start" });
    });
  }
  document.addEventListener("live:show", ({ target }) => show(target.closest("[data-panel]").dataset.panel));
  addEventListener("hashchange", reveal);
  show(layout.dataset.first ?? "programme");
  reveal();
}
