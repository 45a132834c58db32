/** Results of polls as they come in: the rows the server printed are filled, new words get rows of their own. */

import { count, fill, write } from "./words.js";

/** @typedef {{people: number, counts: [string, string, number][]}} Results id, words and count of each */

/** @param {HTMLElement} box @param {Results | null | undefined} results null: not shown */
export function draw(box, results) {
  box.hidden = !results;
  if (!results) return;
  const list = box.querySelector("ol");
  const hidden = box.dataset.hidden.split("\n"); // words moderators alone see
  const rows = new Map([...list.children].map((row) => [row.dataset.result, row]));
  results.counts.forEach(([id, words, n], place) => {
    const row = rows.get(id) ?? made(box, id);
    rows.delete(id);
    tell(row, words, n, results.people);
    row.classList.toggle("is-hidden", hidden.includes(id));
    if (list.children[place] !== row) list.insertBefore(row, list.children[place] ?? null);
  });
  for (const row of rows.values()) row.remove();
  const people = box.querySelector("[data-people]");
  write(people, count(people, "", results.people));
  average(box.querySelector("[data-mean]"), box.classList.contains("results--scale") ? results : { counts: [] });
}

/** The boxes of the page whose polls are among these. @param {Record<string, Results> | undefined} polls */
export function drawAll(polls) {
  for (const [id, results] of Object.entries(polls ?? {})) {
    const box = document.querySelector(`#poll-${CSS.escape(id)} [data-results]`);
    if (box) draw(box, results);
  }
}

function made(box, id) {
  const row = box.querySelector("template").content.firstElementChild.cloneNode(true);
  row.dataset.result = id;
  const word = row.querySelector('[name="text"]');
  if (!word) return row;
  word.value = id;
  row.querySelector('[name="on"]').value = String(!box.dataset.hidden.split("\n").includes(id));
  return row;
}

function tell(row, words, n, people) {
  for (const label of row.querySelectorAll("[data-label]")) write(label, words);
  write(row.querySelector("[data-n]"), String(n));
  write(row.querySelector("[data-share]"), String(people ? Math.round((100 * n) / people) : 0));
  const bar = row.querySelector("progress");
  bar.max = people || 1;
  bar.value = n;
}

function average(slot, { counts }) {
  const n = counts.reduce((sum, one) => sum + one[2], 0);
  slot.hidden = !n;
  if (!n) return;
  const mean = counts.reduce((sum, one) => sum + Number(one[0]) * one[2], 0) / n;
  const shape = { minimumFractionDigits: 1, maximumFractionDigits: 1 };
  write(slot, fill(slot.dataset.pattern, { n: mean.toLocaleString(document.documentElement.lang, shape) }));
}
