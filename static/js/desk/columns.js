/** The columns: how many are in each, the order of the queue, finding one, and which numbers a question can be joined with. */

import { listNamed, move } from "../apply.js";
import { fill, write } from "../words.js";

const words = document.querySelector("[data-desk-words]").dataset;
const button = document.querySelector("[data-reorder]");
const filter = document.querySelector("[data-filter]");
const title = document.title;
const rank = ({ dataset: { pinned, votes, number } }) => [pinned === "true" ? 0 : 1, -Number(votes), Number(number)];
const compare = (a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
const ranked = () => [...listNamed("queue").children].sort((a, b) => compare(rank(a), rank(b)));

/** @param {(text: string) => void} say @param {() => void} order what sorting means: for everyone if the queue is arranged by hand */
export function startColumns(say, order) {
  document.querySelector("[data-filter-row]").hidden = false;
  filter.addEventListener("input", () => {
    sift();
    say(fill(words.found, { n: shown() }));
  });
  button.addEventListener("click", order);
  document.addEventListener("focusin", ({ target }) => target.list?.id === "open-questions" && suggest(target));
  look();
}

/** The queue by votes, with what is pinned first; only when a moderator asks for it. */
export function sort() {
  const list = listNamed("queue");
  for (const row of ranked()) move(list, row, null);
  look();
}

/** @param {Record<string, number>} votes */
export function count(votes) {
  for (const [id, n] of Object.entries(votes)) {
    const row = document.getElementById(`question-${id}`);
    if (!row) continue;
    row.dataset.votes = String(n);
    write(row.querySelector("[data-count]"), String(n));
  }
  look();
}

/** After anything has come, gone or changed. */
export function look() {
  for (const slot of document.querySelectorAll("[data-total]"))
    write(slot, String(listNamed(slot.dataset.total).children.length));
  const waiting = listNamed("inbox").children.length;
  document.title = waiting ? `(${waiting}) ${title}` : title;
  button.hidden =
    !document.getElementById("desk-queue").dataset.ids &&
    ranked().every((row, i) => row === listNamed("queue").children[i]);
  if (filter.value) sift();
}

function sift() {
  const wanted = filter.value.trim().toLowerCase();
  for (const row of document.querySelectorAll(".row")) row.hidden = Boolean(wanted) && !matches(row, wanted);
}

const matches = (row, wanted) =>
  row.dataset.number === wanted ||
  row.querySelector(".row__text").textContent.toLowerCase().includes(wanted) ||
  row.querySelector(".row__about").textContent.toLowerCase().includes(wanted) ||
  [...row.querySelectorAll("[data-label]")].some((label) => label.textContent.toLowerCase().includes(wanted));
const shown = () => document.querySelectorAll(".row:not([hidden])").length;

function suggest({ list }) {
  const open = document.querySelectorAll(
    '.row:is([data-status="pending"], [data-status="approved"], [data-status="live"])',
  );
  list.replaceChildren(
    ...[...open].map(
      (row) => new Option(row.querySelector(".row__text").textContent.trim().slice(0, 80), row.dataset.number),
    ),
  );
}
