/** The columns: how many are in each, the order of the queue, and the windows: what lies beyond is fetched when it is near. */

import { listNamed, move, parsePage } from "../apply.js";
import { askedPage } from "../sending.js";
import { write } from "../words.js";
import { isOver } from "./hands.js";

const NAMES = ["inbox", "queue", "answering", "done"];
const FEW = 20; // lines left in a window that has more beyond it: then they are fetched
const MOST_DONE = 60; // lines of what is done that are kept
const OVERLAP = 10; // lines asked for again, since the list may have moved meanwhile
const STEADY = 2000; // ms between two times the queue sorts itself
const button = document.querySelector("[data-reorder]");
let orderOf = () => []; // ids of what stands at the top by hand

const rowsIn = (list) => [...list.children].filter((row) => row.matches("[data-row]"));

/** How many questions a column holds, beyond its window too. @param {string} name */
export const total = (name) => Number(document.getElementById("desk-counts").dataset[name]);

/** By hand, then what is pinned, then by votes: the same on every desk. */
function rank({ dataset: { question, pinned, votes, number } }, byHand) {
  const at = byHand.indexOf(question);
  return [at < 0 ? Infinity : at, pinned === "true" ? 0 : 1, -Number(votes), Number(number)];
}

function compare(a, b) {
  for (let i = 0; i < a.length; i += 1) if (a[i] !== b[i]) return a[i] - b[i];
  return 0;
}

function ranked() {
  const byHand = orderOf();
  const rows = rowsIn(listNamed("queue"));
  return rows
    .map((row) => [rank(row, byHand), row])
    .sort(([a], [b]) => compare(a, b))
    .map(([, row]) => row);
}

/** @param {{order: () => string[], sort: () => void}} does `sort`: for everyone if the queue is arranged by hand */
export function startColumns({ order, sort: press }) {
  orderOf = order;
  button.addEventListener("click", press);
  document.addEventListener("focusin", ({ target }) => target.list?.id === "open-questions" && suggest(target));
  document.addEventListener("click", (click) => {
    const link = click.target.closest("[data-more] a");
    if (!link || click.ctrlKey || click.metaKey || click.shiftKey) return;
    click.preventDefault();
    more(link.closest("[data-more]").dataset.more);
  });
  for (const line of document.querySelectorAll("[data-more]")) near.observe(line);
  setInterval(settle, STEADY);
  look();
}

const near = new IntersectionObserver((seen) =>
  seen.forEach(({ isIntersecting, target }) => isIntersecting && more(target.dataset.more)),
);

/** Whether a question's place is beyond what is shown of a list. @param {Element} row @param {Element} list */
export function isBeyond(row, list) {
  const name = list?.dataset.list;
  if (!NAMES.includes(name) || !hasMore(name)) return false;
  const end = rowsIn(list).at(-1);
  if (name === "inbox") return Boolean(end) && Number(row.dataset.sort) > Number(end.dataset.sort);
  if (name === "queue") return Boolean(end) && compare(rank(row, orderOf()), rank(end, orderOf())) > 0;
  return false;
}

const hasMore = (name) => total(name) > rowsIn(listNamed(name)).length;

const asking = new Set(); // names of the columns of which more is on its way

/** The next lines of a column. @param {string} name @returns {Promise<boolean>} whether there were any */
export async function more(name) {
  if (!hasMore(name) || asking.has(name)) return false;
  asking.add(name);
  const list = listNamed(name);
  const before = rowsIn(list).length;
  const address = new URL(document.querySelector(`[data-more="${name}"] a`).href);
  address.searchParams.set("from", String(Math.max(0, before - OVERLAP)));
  const { status, html } = await askedPage(String(address));
  const rows = status === 200 ? [...parsePage(html).querySelectorAll("[data-rows] > .row")] : [];
  for (const row of rows) {
    if (!document.getElementById(row.id)) list.append(document.adoptNode(row));
  }
  asking.delete(name);
  look();
  return rowsIn(list).length > before;
}

/** The queue in its order; at once only when a moderator asks for it. */
export function sort() {
  const list = listNamed("queue");
  for (const row of ranked()) move(list, row, null);
  look();
}

/** Every desk's queue comes to the same order by itself, but not below a hand. */
export function settle() {
  const list = listNamed("queue");
  if (isOver(list) || list.contains(document.activeElement) || list.querySelector(".is-dragged") || isSorted()) return;
  sort();
}

function isSorted() {
  const rows = rowsIn(listNamed("queue"));
  return ranked().every((row, i) => row === rows[i]);
}

/** @param {Record<string, number>} votes */
export function count(votes) {
  for (const [id, n] of Object.entries(votes)) {
    const pane = document.querySelector(`#chosen[data-question="${CSS.escape(id)}"]`);
    if (pane) write(pane.querySelector("[data-count]"), String(n));
    const row = document.getElementById(`question-${id}`);
    if (!row) continue;
    row.dataset.votes = String(n);
    write(row.querySelector("[data-count]"), String(n));
  }
  look();
}

/** After anything has come, gone or changed. */
export function look() {
  for (const slot of document.querySelectorAll("[data-total]")) write(slot, String(total(slot.dataset.total)));
  for (const name of NAMES) {
    const rows = rowsIn(listNamed(name));
    document.querySelector(`[data-empty="${name}"]`).hidden = rows.length > 0;
    document.querySelector(`[data-more="${name}"]`).hidden = !hasMore(name);
    if (name === "done" && !isOver(listNamed(name))) for (const row of rows.slice(MOST_DONE)) row.remove();
    if (rows.length < FEW && hasMore(name)) more(name);
  }
  button.hidden = isSorted();
  document.dispatchEvent(new CustomEvent("live:counted"));
}

function suggest({ list }) {
  const open = document.querySelectorAll(
    '.row:is([data-status="pending"], [data-status="approved"], [data-status="live"])',
  );
  const told = (row) => row.querySelector(".row__text").textContent.trim().slice(0, 80);
  list.replaceChildren(...[...open].map((row) => new Option(told(row), row.dataset.number)));
}
