/** On a phone the parts of the desk take turns: questions, programme, tools; and among the questions the columns. */

import { all } from "../dom.js";

/** @param {HTMLElement} layout @param {HTMLElement} board */
export function startTurns(layout, board) {
  const parts = all("[data-tab]");
  const turns = all("[data-turn-to]");
  const show = (/** @type {string | undefined} */ part) => {
    layout.dataset.view = document.body.dataset.view = part;
    mark(parts, "tab", part);
  };
  const turn = (/** @type {string | undefined} */ column) => {
    board.dataset.turn = column === "answering" ? "queue" : column;
    mark(turns, "turnTo", board.dataset.turn);
  };
  on(parts, "tab", show);
  on(turns, "turnTo", turn);
  const reveal = (/** @type {HTMLElement | null} */ target) => {
    const panel = target?.closest("[data-panel]");
    if (panel) show(panel.dataset.panel);
    const column = target?.closest(".column");
    if (column) turn(column.id);
  };
  document.addEventListener("live:show", ({ target }) => reveal(target));
  addEventListener("hashchange", () => reveal(named()));
  show(layout.dataset.first);
  turn(board.dataset.turn);
  reveal(named());
}

const named = () => document.getElementById(decodeURIComponent(location.hash.slice(1)));

/** @param {HTMLElement[]} links @param {string} name @param {(value: string | undefined) => void} act */
function on(links, name, act) {
  for (const link of links) {
    link.addEventListener("click", (click) => {
      click.preventDefault();
      act(link.dataset[name]);
    });
  }
}

/** @param {HTMLElement[]} links @param {string} name @param {string | undefined} value */
function mark(links, name, value) {
  for (const link of links) {
    if (link.dataset[name] === value) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}
