/** The organiser's colour is a sheet of its own, which stands after the page's. */

const COLOUR = /^#([0-9a-f]{6})$/i;
const root = document.documentElement;

/** @param {string | null | undefined} accent such as #14518c; nothing: the page's own colours */
export function wear(accent) {
  /** @type {HTMLLinkElement | null} */
  const worn = document.querySelector("link[data-accent]");
  const digits = COLOUR.exec(accent ?? "")?.[1].toLowerCase();
  if (!digits) return void worn?.remove();
  const href = `/static/${root.dataset.build}/accent-${digits}.css`;
  if (worn?.getAttribute("href") === href) return;
  const link = document.createElement("link");
  Object.assign(link, { rel: "stylesheet", href });
  link.dataset.accent = "";
  link.addEventListener("load", () => worn?.remove());
  document.head.append(link);
}
