/** Results of polls as they come in: the rows the server printed are filled, new words get rows of their own. */

import { all, printed, the } from "./dom.js";
import { FEWEST_SHARED } from "./shared.js";
import { fill, write } from "./words.js";

let here = 0; // people

/** @param {HTMLElement} box @param {Results | null | undefined} results null: not shown */
export function draw(box, results) {
  box.hidden = !results;
  if (!results) return;
  const list = the("ol", box);
  const rows = new Map([...list.children].map((row) => [row.dataset.result, row]));
  const each = shares(
    box.dataset.kind ?? "",
    results.counts.map(([, , n]) => n),
    results.people,
  );
  results.counts.forEach(([id, words, n], place) => {
    const row = rows.get(id) ?? made(box, id);
    rows.delete(id);
    tell(row, words, n, results.people, each?.[place]);
    row.classList.toggle("is-hidden", hiddenIn(box).includes(id));
    if (list.children[place] !== row) list.insertBefore(row, list.children[place] ?? null);
  });
  for (const row of rows.values()) row.remove();
  box.dataset.answered = String(results.people);
  tellPeople(box);
  the("[data-several]", box).hidden = box.dataset.kind !== "multiple" || !each;
  average(the("[data-mean]", box), box.dataset.kind === "scale" ? results.counts : []);
}

/** Words that moderators alone see. @param {HTMLElement} box */
const hiddenIn = (box) => box.dataset.hidden?.split("\n") ?? [];

/**
 * What a pulse tells of the polls on this page: results, or how many have answered where these are not shown.
 * @param {Pulse} pulse
 */
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
  all("[data-results][data-answered], [data-so-far]").forEach(tellPeople);
}

/**
 * Each count in per cent of the people, as in live/rules/polls/shares.py.
 * @param {string} kind
 * @param {number[]} counts
 * @param {number} people
 * @returns {number[] | null}
 */
export function shares(kind, counts, people) {
  if (people < FEWEST_SHARED) return null;
  const whole = (/** @type {number} */ n) => Math.floor((100 * n) / people);
  const rest = (/** @type {number} */ n) => (100 * n) % people;
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

/** @param {HTMLElement} box @param {string} id */
function made(box, id) {
  const row = printed("template", box);
  row.dataset.result = id;
  const form = row.querySelector("form");
  if (!form) return row;
  form.elements.text.value = id;
  form.elements.on.value = String(!hiddenIn(box).includes(id));
  return row;
}

/** @param {HTMLElement} row @param {string} words @param {number} n @param {number} people @param {number | undefined} share */
function tell(row, words, n, people, share) {
  for (const label of all("[data-label]", row)) write(label, words);
  write(row.querySelector("[data-n]"), String(n));
  the("[data-known]", row).hidden = share === undefined;
  write(row.querySelector("[data-share]"), String(share ?? ""));
  /** @type {HTMLProgressElement} */
  const bar = the("progress", row);
  bar.max = people || 1;
  bar.value = n;
}

/** @param {HTMLElement} box */
function tellPeople(box) {
  const slot = the("[data-people]", box);
  const n = Number(box.dataset.answered);
  const isSome = "open" in box.dataset && here >= n;
  write(slot, fill(isSome ? slot.dataset.of : slot.dataset.pattern, { n, here }));
}

/** @param {HTMLElement} slot @param {Results["counts"]} counts */
function average(slot, counts) {
  const n = counts.reduce((sum, one) => sum + one[2], 0);
  slot.hidden = !n;
  if (!n) return;
  const mean = counts.reduce((sum, one) => sum + Number(one[0]) * one[2], 0) / n;
  const shape = { minimumFractionDigits: 1, maximumFractionDigits: 1 };
  // Chromium knows no nynorsk: it reads numbers as bokmål does.
  write(slot, fill(slot.dataset.pattern, { n: mean.toLocaleString([document.documentElement.lang, "nb"], shape) }));
}
