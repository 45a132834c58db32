/** Results of polls as they come in: the rows the server printed are filled, new words get rows of their own. */

import { fill, write } from "./words.js";

const FEWEST_SHARED = 5; // people; of fewer a share in per cent says more than is known
let here = 0; // people

/** @typedef {{people: number, counts: [string, string, number][]}} Results id, words and count of each */

/** @param {HTMLElement} box @param {Results | null | undefined} results null: not shown */
export function draw(box, results) {
  box.hidden = !results;
  if (!results) return;
  const list = box.querySelector("ol");
  const hidden = box.dataset.hidden.split("\n"); // words moderators alone see
  const rows = new Map([...list.children].map((row) => [row.dataset.result, row]));
  const each = shares(
    box.dataset.kind,
    results.counts.map(([, , n]) => n),
    results.people,
  );
  results.counts.forEach(([id, words, n], place) => {
    const row = rows.get(id) ?? made(box, id);
    rows.delete(id);
    tell(row, words, n, results.people, each?.[place]);
    row.classList.toggle("is-hidden", hidden.includes(id));
    if (list.children[place] !== row) list.insertBefore(row, list.children[place] ?? null);
  });
  for (const row of rows.values()) row.remove();
  box.dataset.answered = String(results.people);
  tellPeople(box);
  box.querySelector("[data-several]").hidden = box.dataset.kind !== "multiple" || !each;
  average(box.querySelector("[data-mean]"), box.dataset.kind === "scale" ? results : { counts: [] });
}

/** What a pulse tells of the polls on this page: results, or how many have answered where these are not shown.
 *  @param {{polls?: Record<string, Results>, answered?: Record<string, number>, people?: number}} pulse */
export function drawAll({ polls = {}, answered = {}, people = here }) {
  hereAre(people);
  for (const [id, results] of Object.entries(polls)) {
    const box = document.querySelector(`#poll-${CSS.escape(id)} [data-results]`);
    if (box) draw(box, results);
  }
  for (const [id, n] of Object.entries(answered))
    soFar(document.querySelector(`#poll-${CSS.escape(id)} [data-so-far]`), n);
}

/** @param {HTMLElement | null} line @param {number} n people who have answered */
export function soFar(line, n) {
  if (!line) return;
  line.dataset.answered = String(n);
  tellPeople(line);
}

/** How many people are here: those who have answered an open poll are told of as some of them. @param {number} [n] */
export function hereAre(n = here) {
  here = n;
  document.querySelectorAll("[data-answered]").forEach(tellPeople);
}

/** Each count in per cent of the people, as in rules/shares.py. @param {string} kind @param {number[]} counts @param {number} people @returns {number[] | null} */
export function shares(kind, counts, people) {
  if (people < FEWEST_SHARED) return null;
  const [whole, rest] = [(n) => Math.floor((100 * n) / people), (n) => (100 * n) % people];
  if (kind === "multiple") return counts.map((n) => Math.floor((200 * n + people) / (2 * people)));
  let left = whole(counts.reduce((sum, n) => sum + n, 0)) - counts.reduce((sum, n) => sum + whole(n), 0);
  const more = new Set();
  for (const n of [...new Set(counts)].sort((a, b) => rest(b) - rest(a) || b - a)) {
    const times = counts.filter((other) => other === n).length;
    if (times > left || !rest(n)) continue;
    more.add(n);
    left -= times;
  }
  return counts.map((n) => whole(n) + Number(more.has(n)));
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

function tell(row, words, n, people, share) {
  for (const label of row.querySelectorAll("[data-label]")) write(label, words);
  write(row.querySelector("[data-n]"), String(n));
  row.querySelector("[data-known]").hidden = share === undefined;
  write(row.querySelector("[data-share]"), String(share ?? ""));
  const bar = row.querySelector("progress");
  bar.max = people || 1;
  bar.value = n;
}

function tellPeople(box) {
  const slot = box.querySelector("[data-people]");
  const n = Number(box.dataset.answered);
  const isSome = "open" in box.dataset && here >= n;
  write(slot, fill(isSome ? slot.dataset.of : slot.dataset.pattern, { n, here }));
}

function average(slot, { counts }) {
  const n = counts.reduce((sum, one) => sum + one[2], 0);
  slot.hidden = !n;
  if (!n) return;
  const mean = counts.reduce((sum, one) => sum + Number(one[0]) * one[2], 0) / n;
  const shape = { minimumFractionDigits: 1, maximumFractionDigits: 1 };
  write(slot, fill(slot.dataset.pattern, { n: mean.toLocaleString(document.documentElement.lang, shape) }));
}
