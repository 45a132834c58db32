/** On a phone the parts of the desk take turns: questions, programme, tools; and among the questions the columns. */

/** @param {HTMLElement} layout @param {HTMLElement} board */
export function startTurns(layout, board) {
  const parts = [...document.querySelectorAll("[data-tab]")];
  const turns = [...document.querySelectorAll("[data-turn-to]")];
  const show = (part) => {
    layout.dataset.view = document.body.dataset.view = part;
    mark(parts, "tab", part);
  };
  const turn = (column) => {
    board.dataset.turn = column === "answering" ? "queue" : column;
    mark(turns, "turnTo", board.dataset.turn);
  };
  on(parts, "tab", show);
  on(turns, "turnTo", turn);
  const reveal = (target) => {
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

function on(links, name, act) {
  for (const link of links) {
    link.addEventListener("click", (click) => {
      click.preventDefault();
      act(link.dataset[name]);
    });
  }
}

function mark(links, name, value) {
  for (const link of links) {
    if (link.dataset[name] === value) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}
