/**
 * The bar at the top of the screen: the moderators' pressing words, and a poll that waits for an answer, for as long as
 * they are out of sight and have not been put away. The tab's title says the most pressing one in sight or not.
 */

import { putAway } from "./announcements.js";
import { theList } from "./apply.js";
import { all, isShown, printed, the } from "./dom.js";
import { fill, write } from "./words.js";

const LEVELS = ["urgent", "important"];
const ENOUGH = 0.6; // of a row, to be read
const bar = the("[data-wordbar]");
const pressing = theList("announcements");
/** Rows and polls that are in sight. @type {Set<Element>} */
const inSight = new Set();
/** @type {(text: string) => void} */
let mark;
let isAtTop = false; // of the page

const watcher = new IntersectionObserver(
  (entries) => {
    for (const { target, intersectionRatio, boundingClientRect: box } of entries)
      if (intersectionRatio >= ENOUGH || (target.matches(".poll") && box.top > 0)) inSight.add(target);
      else inSight.delete(target); // of a poll further down a reader will hear in time
    show();
  },
  { threshold: [0, ENOUGH] },
);

/** What stands above the bar: while any of it is in sight, the bar sticks to nothing and is given room. */
const start = new IntersectionObserver((entries) => {
  const [{ isIntersecting }] = entries.slice(-1);
  isAtTop = isIntersecting;
  cover();
});

/** @param {(text: string) => void} marks what stands before the tab's title */
export function startWordBar(marks) {
  mark = marks;
  document.addEventListener(
    "live:put",
    ({ target }) => target.closest("[data-list]")?.closest(".layout__top") && look(),
  );
  for (const name of /** @type {const} */ (["live:drop", "live:read", "live:answered"]))
    document.addEventListener(name, look);
  bar.addEventListener("click", away);
  addEventListener("resize", cover);
  start.observe(the("header.bar"));
  look();
}

/** The newest of each kind that asks for something, the most pressing first. @returns {[string, HTMLElement][]} */
function waiting() {
  const rows = LEVELS.map((level) => /** @type {const} */ ([level, [...pressing.children].find(isUnread(level))]));
  const poll = [...theList("polls").children].find(
    (card) => card.querySelector("[data-answer]") && !card.matches(".is-answered"),
  );
  return /** @type {[string, HTMLElement][]} */ ([...rows, ["poll", poll]].filter(([, row]) => row));
}

/** @param {string} level */
const isUnread = (level) => (/** @type {HTMLElement} */ row) => row.dataset.level === level && !row.hidden;

function look() {
  const rows = waiting();
  watcher.disconnect();
  inSight.clear();
  for (const [, row] of rows) watcher.observe(row);
  const [kind, row] = rows[0] ?? [];
  mark(row && kind !== "poll" ? wordsFor(kind ?? "", row) : "");
  if (!rows.length) show();
}

function show() {
  const rows = waiting().filter(([, row]) => !inSight.has(row));
  const lines = new Map([...all(".words__one", bar)].map((line) => [line.dataset.about, line]));
  for (const [place, [kind, row]] of rows.entries()) {
    const line = lines.get(row.id) ?? made(row.id);
    lines.delete(row.id);
    const there = bar.children[place + 1]; // after the template
    if (there !== line) bar.insertBefore(line, there ?? null);
    line.className = `words__one words__one--${kind}`;
    const text = wordsFor(kind, row);
    write(line.querySelector("a"), text);
    write(line.querySelector("button span"), `${bar.dataset.away} ${text}`);
    the("button", line).hidden = kind === "poll";
  }
  for (const line of lines.values()) line.remove();
  cover();
  bar.parentElement?.classList.toggle("has-urgent", rows[0]?.[0] === "urgent");
}

/** @param {string} id */
function made(id) {
  const line = printed("template", bar);
  line.dataset.about = id;
  /** @type {HTMLAnchorElement} */ (the("a", line)).href = `#${id}`;
  return line;
}

/** @param {string} kind @param {HTMLElement} row */
function wordsFor(kind, row) {
  const text = row.querySelector("[data-text]")?.textContent ?? "";
  return fill(bar.dataset[kind], { text });
}

/** @param {MouseEvent} click */
function away(click) {
  const line = click.target.closest("button")?.closest("p");
  if (!line) return;
  const hadFocus = line.contains(document.activeElement);
  putAway(line.dataset.about ?? "");
  if (hadFocus) (bar.querySelector("a") ?? all("[data-panel]").find(isShown))?.focus({ preventScroll: true });
}

/**
 * The tabs stick below it, and what is jumped to stops below both. The room it was given at the top stays until the bar
 * is empty: what has been scrolled past it must not move.
 */
export function cover() {
  const heights = all(".words__one", bar).map((line) => line.getBoundingClientRect().height);
  const over = Math.floor(heights.reduce((sum, height) => sum + height, 0)); // up to a pixel under it, and none below
  document.documentElement.style.setProperty("--words", `${over}px`);
  bar.classList.toggle("is-at-rest", over > 0 && (isAtTop || bar.classList.contains("is-at-rest")));
}
