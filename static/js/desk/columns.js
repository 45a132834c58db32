/** The columns: how many are in each, the order of the queue, and the windows: what lies beyond is fetched when it is near. */

import { move, theList } from "../apply.js";
import { all, the } from "../dom.js";
import { write } from "../words.js";
import { pageBeyond } from "./beyond.js";
import { isOver } from "./hands.js";
import { idOf, rowAt } from "./rows.js";

const NAMES = ["inbox", "queue", "answering", "done"];
const FEW = 20; // lines left in a window that has more beyond it: then they are fetched
const MOST_DONE = 60; // lines of what is done that are kept
const OVERLAP = 10; // lines asked for again, since the list may have moved meanwhile
const STEADY = 2000; // ms between two times the queue sorts itself
const TOLD = 80; // characters of a question that is offered to be joined with
const button = the("[data-reorder]");
/** Ids of what stands at the top by hand. @type {() => (string | undefined)[]} */
let orderOf = () => [];

/** @param {HTMLElement} list */
const rowsIn = (list) => [...list.children].filter((row) => row.matches("[data-row]"));

/** How many questions a column holds, beyond its window too. @param {string} name */
export const total = (name) => Number(the("#desk-counts").dataset[name]);

/**
 * By hand, then what is pinned, then by votes: the same on every desk.
 * @param {HTMLElement} row
 * @param {(string | undefined)[]} byHand
 */
function rank(row, byHand) {
  const { pinned, votes, number } = row.dataset;
  const at = byHand.indexOf(idOf(row));
  return [at < 0 ? Infinity : at, pinned === "true" ? 0 : 1, -Number(votes), Number(number)];
}

/** @param {number[]} a @param {number[]} b */
function compare(a, b) {
  for (let i = 0; i < a.length; i += 1) if (a[i] !== b[i]) return a[i] - b[i];
  return 0;
}

function ranked() {
  const byHand = orderOf();
  return rowsIn(theList("queue"))
    .map((row) => ({ row, at: rank(row, byHand) }))
    .sort((a, b) => compare(a.at, b.at))
    .map(({ row }) => row);
}

/** @param {{order: () => string[], sort: () => void}} does `sort`: for everyone if the queue is arranged by hand */
export function startColumns({ order, sort: press }) {
  orderOf = order;
  button.addEventListener("click", press);
  document.addEventListener("focusin", ({ target }) => {
    if (target instanceof HTMLInputElement && target.list?.id === "open-questions") suggest(target.list);
  });
  document.addEventListener("click", (click) => {
    const line = click.target.closest("a")?.closest("[data-more]");
    if (!line || click.ctrlKey || click.metaKey || click.shiftKey) return;
    click.preventDefault();
    more(line.dataset.more ?? "");
  });
  for (const line of all("[data-more]")) near.observe(line);
  setInterval(settle, STEADY);
  look();
}

const near = new IntersectionObserver((seen) => {
  for (const { isIntersecting, target } of seen) if (isIntersecting) more(target.getAttribute("data-more") ?? "");
});

/** Whether a question's place is beyond what is shown of a list. @param {HTMLElement} row @param {HTMLElement} list */
export function isBeyond(row, list) {
  const name = list.dataset.list ?? "";
  if (!NAMES.includes(name) || !mayHaveMore(name)) return false;
  const end = rowsIn(list).at(-1);
  if (!end) return false;
  if (name === "inbox") return Number(row.dataset.number) > Number(end.dataset.number);
  return name === "queue" && compare(rank(row, orderOf()), rank(end, orderOf())) > 0;
}

/** @param {string} name */
const hasMore = (name) => total(name) > rowsIn(theList(name)).length;

/** Names of the columns of which more is on its way. @type {Set<string>} */
const asking = new Set();
/** How a column stood when nothing more of it came: a line that is held in another one is counted here already.
 * @type {Map<string, string>} */
const fruitless = new Map();

/** @param {string} name */
const standing = (name) => `${rowsIn(theList(name)).length} of ${total(name)}`;

/** @param {string} name */
const mayHaveMore = (name) => hasMore(name) && fruitless.get(name) !== standing(name);

/** The next lines of a column. @param {string} name @returns {Promise<boolean>} whether there were any */
export async function more(name) {
  if (!hasMore(name) || asking.has(name)) return false;
  asking.add(name);
  const list = theList(name);
  const before = rowsIn(list).length;
  /** @type {HTMLAnchorElement} */
  const link = the(`[data-more="${name}"] a`);
  const address = new URL(link.href);
  address.searchParams.set("from", String(Math.max(0, before - OVERLAP)));
  const page = await pageBeyond(String(address));
  const rows = page ? all("[data-rows] > .row", page) : [];
  for (const row of rows) {
    if (!document.getElementById(row.id)) list.append(document.adoptNode(row));
  }
  const isFruitful = rowsIn(list).length > before;
  if (page && !isFruitful) fruitless.set(name, standing(name));
  look();
  asking.delete(name);
  return isFruitful;
}

/** The queue in its order; at once only when a moderator asks for it. */
export function sort() {
  lay(ranked());
}

/** @param {HTMLElement[]} rows all of the queue @param {HTMLElement} [still] one of them that is not touched */
function lay(rows, still) {
  const list = theList("queue");
  const at = still ? rows.indexOf(still) : 0;
  for (const row of rows.slice(0, at)) move(list, row, still ?? null);
  for (const row of rows.slice(still ? at + 1 : 0)) move(list, row, null);
  look();
}

/** Every desk's queue comes to the same order by itself, but not below a hand. The line that keys are on stays where it
 * is until it is left, and the others come to their places around it. */
export function settle() {
  const list = theList("queue");
  if (isOver(list) || list.querySelector(".is-dragged")) return;
  const [rows, before] = [ranked(), rowsIn(list)];
  const focused = rowAt(document.activeElement);
  const still = focused?.parentElement === list ? focused : undefined;
  if (still) {
    rows.splice(rows.indexOf(still), 1);
    rows.splice(before.indexOf(still), 0, still);
  }
  if (!rows.every((row, i) => row === before[i])) lay(rows, still);
}

function isSorted() {
  const rows = rowsIn(theList("queue"));
  return ranked().every((row, i) => row === rows[i]);
}

/** @param {Record<string, number>} votes */
export function count(votes) {
  for (const [id, n] of Object.entries(votes)) {
    const pane = document.querySelector(`#chosen[data-question="${CSS.escape(id)}"]`);
    if (pane) write(the("[data-count]", pane), String(n));
    const row = document.getElementById(`question-${id}`);
    if (!row) continue;
    row.dataset.votes = String(n);
    write(the("[data-count]", row), String(n));
  }
  look();
}

/** After anything has come, gone or changed. */
export function look() {
  for (const slot of all("[data-total]")) write(slot, String(total(slot.dataset.total ?? "")));
  for (const name of NAMES) {
    const rows = rowsIn(theList(name));
    the(`[data-empty="${name}"]`).hidden = rows.length > 0;
    the(`[data-more="${name}"]`).hidden = !hasMore(name);
    if (name === "done" && !isOver(theList(name))) for (const row of rows.slice(MOST_DONE)) row.remove();
    if (rows.length < FEW && mayHaveMore(name)) more(name);
  }
  button.hidden = isSorted();
  document.dispatchEvent(new CustomEvent("live:counted"));
}

/** @param {HTMLDataListElement} list */
function suggest(list) {
  const open = all('.row:is([data-status="pending"], [data-status="approved"], [data-status="live"])');
  const told = (/** @type {HTMLElement} */ row) => the(".row__text", row).textContent?.trim().slice(0, TOLD);
  list.replaceChildren(...open.map((row) => new Option(told(row), row.dataset.number)));
}
