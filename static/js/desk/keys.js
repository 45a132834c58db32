/** The keyboard: one key, one act. What a button does by key stands on it (`aria-keyshortcuts`). Single keys can be
 * switched off, and stay so. */

import { all, isShown, the } from "../dom.js";
import { anyEvent } from "../storage.js";
import { clearFind } from "./find.js";
import { choose, close } from "./pane.js";
import * as programme from "./programme.js";
import { chosen, go, handBack, here, idOf, rowOf, subject } from "./rows.js";
import { COLUMNS, enter, side, step } from "./walking.js";

/**
 * What keys do.
 * @typedef {{
 *   undo: () => void,
 *   sort: () => void,
 *   space: () => void,
 *   move: (shown: HTMLElement, does: string, fields?: Record<string, string>) => void,
 * }} Does
 */

const KEPT = "keys";
/** @type {Record<string, number>} */
const STEPS = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 };
/** @type {Record<string, number>} */
const SIDES = { ArrowRight: 1, ArrowLeft: -1 };
/** Keys that write in a field of the pane. @type {Record<string, string>} */
const FIELDS = { w: "answer", e: "edit", l: "label", m: "into" };
const WRITTEN_IN = "input:not(.row__pick), textarea, select, [contenteditable]";
const PRESSED = "a, button, summary, input, select, textarea"; // what the space key presses by itself
/** What a key does to a question, and in which states. @type {Record<string, [does: string, from: string[]][]>} */
const MOVES = {
  a: [["approve", ["pending"]]],
  n: [["take", ["pending", "approved"]]],
  x: [["answer", ["approved", "live"]]],
  d: [["dismiss", ["pending", "approved", "live"]]],
  r: [
    ["reopen", ["live", "answered", "dismissed"]],
    ["unmerge", ["merged"]],
  ],
  f: [["pin", ["pending", "approved", "live"]]],
  t: [["promise", ["pending", "approved", "live"]]],
};
/** @type {Record<string, string>} */
const SWITCHES = { pin: "pinned", promise: "promised" };
/** @type {HTMLDialogElement} */
const help = the("#help");
/** @type {HTMLInputElement} */
const allowed = the("[data-keys]", help);

/** @param {Does} does */
export function startKeys(does) {
  allowed.checked = anyEvent.device.read(KEPT, /** @type {string} */ ("on")) !== "off";
  show();
  allowed.addEventListener("change", show);
  const button = the("[data-help]");
  button.hidden = false;
  button.addEventListener("click", () => help.showModal());
  document.addEventListener("keydown", (event) => press(event, does));
}

function show() {
  anyEvent.device.keep(KEPT, allowed.checked ? "on" : "off");
  document.documentElement.dataset.keys = allowed.checked ? "on" : "off";
}

/** @param {KeyboardEvent} event @param {Does} does */
function press(event, does) {
  if (event.defaultPrevented || event.isComposing) return;
  if (isUndo(event)) {
    event.preventDefault();
    return does.undo();
  }
  if (isSend(event)) return send(event);
  if (event.ctrlKey || event.metaKey || event.altKey || help.open) return;
  if (event.key === "Escape") return void (escape() && event.preventDefault());
  if (!allowed.checked || event.target.closest?.(WRITTEN_IN)) return;
  if (act(event, does)) event.preventDefault();
}

/** Ctrl or ⌘ and Z, also for those who have switched single keys off; in a field it is the field's own. @param {KeyboardEvent} event */
const isUndo = ({ key, ctrlKey, metaKey, altKey, shiftKey, target }) =>
  (ctrlKey || metaKey) &&
  !altKey &&
  !shiftKey &&
  key.toLowerCase() === "z" &&
  !help.open &&
  !target.closest?.(WRITTEN_IN);

/** @param {KeyboardEvent} event */
const isSend = ({ key, ctrlKey, metaKey }) => key === "Enter" && (ctrlKey || metaKey);

/** Whatever is being written is sent, everywhere. @param {KeyboardEvent} event */
function send(event) {
  const form = event.target.closest?.("form");
  if (!form) return;
  event.preventDefault();
  form.requestSubmit(
    form.querySelector("button.move--main") ?? form.querySelector("button:not([type=button], [hidden])"),
  );
}

/** Whether the key was for us. @param {KeyboardEvent} event @param {Does} does @returns {boolean} */
function act(event, does) {
  const { key, target } = event;
  if (key in STEPS) return step(STEPS[key]);
  if (key in SIDES) return side(SIDES[key]);
  if (/^[0-4]$/.test(key)) return enter(COLUMNS[Number(key)]);
  if (key === "u") return done(does.undo);
  if (key === "o") return done(does.sort);
  if (key === " ") return !target.closest?.(PRESSED) && done(does.space);
  if (key === "Enter") return !target.closest?.(PRESSED) && open();
  if (key === "s") return pick();
  if (key === "?") return done(() => help.showModal());
  if (key === "p") return programme.close() || enter("programme");
  if (key in FIELDS) return write(FIELDS[key]);
  const shown = subject();
  if (shown?.matches(".row, #chosen") && key in MOVES) return move(shown, key, does);
  return button(key);
}

/** @param {() => void} act */
function done(act) {
  act();
  return true;
}

function pick() {
  const box = here()?.querySelector(".row__pick");
  box?.click();
  return Boolean(box);
}

/** @param {HTMLElement} shown @param {string} key @param {Does} does */
function move(shown, key, does) {
  const { status = "" } = shown.dataset;
  const [name] = MOVES[key].find(([, from]) => from.includes(status)) ?? [];
  if (!name) return false;
  const is = SWITCHES[name];
  does.move(shown, name, is ? { on: String(shown.dataset[is] !== "true") } : {});
  return true;
}

/** @param {string} key */
function button(key) {
  const target = find(key, here()) ?? find(key, null) ?? ofPane(key) ?? behind(key);
  if (!target) return false;
  if (target.matches("input:not([type=checkbox])")) target.focus();
  else target.click();
  if (target.matches("summary")) into(target);
  return true;
}

/** @param {string} key */
const withKey = (key) => `[aria-keyshortcuts="${CSS.escape(key)}"]`;

/** @param {string} key @param {HTMLElement | null} row */
function find(key, row) {
  const found = all(withKey(key), row ?? document);
  return found.find((one) => isShown(one) && (row || !one.closest("[data-row], [data-chosen], [data-bulk]")));
}

/** What is only done to a question one has before one's eyes. @param {string} key */
function ofPane(key) {
  const pane = chosen();
  if (!pane || idOf(subject() ?? pane) !== idOf(pane)) return null;
  return all(withKey(key), pane).find(isShown);
}

/** What opens, or is written in, on a part of the page that is not shown in a narrow window: the part comes with it. @param {string} key */
function behind(key) {
  const target = all(`:is(summary, input)${withKey(key)}`).find(
    (one) => one.closest("[data-panel]") && !one.closest("[data-row], [data-chosen], [data-bulk]"),
  );
  target?.dispatchEvent(new CustomEvent("live:show", { bubbles: true }));
  return target && isShown(target) ? target : null;
}

/** @param {HTMLElement} summary */
function into(summary) {
  const panel = summary.closest("details");
  if (panel?.open) panel.querySelector("textarea, input:not([type=hidden])")?.focus();
}

function open() {
  const row = here();
  if (!row?.matches(".row")) return false;
  choose(idOf(row)).then((pane) => pane?.querySelector("h2")?.focus());
  return true;
}

/** The field of the pane, about the question keys are about. @param {string} name */
function write(name) {
  const shown = subject();
  if (shown?.matches(".slot")) return button("e");
  if (!shown) return false;
  const id = idOf(shown);
  choose(id).then((pane) => {
    const field = pane?.querySelector(`#${name}-${CSS.escape(id)}`);
    if (!field) return;
    const folded = field.closest("details");
    if (folded) folded.open = true;
    field.focus();
  });
  return true;
}

/** Closes one thing. @returns {boolean} whether there was one */
function escape() {
  const active = document.activeElement ?? document.body;
  if (active.matches("[data-filter]") || !active.closest("[data-panel]")) {
    if (clearFind()) return done(() => active.matches("[data-filter]") && handBack(active));
  }
  const panel = active.closest("details[open]") ?? document.querySelector("details:is(.tool, .alarm)[open]");
  if (panel instanceof HTMLDetailsElement) {
    panel.open = false;
    the("summary", panel).focus();
    return true;
  }
  if (programme.close()) return true;
  if (active.closest("[data-pane]") && !active.matches("[data-pane]")) return leavePane();
  if (clearFind()) return true;
  if (active.matches(WRITTEN_IN)) return done(() => handBack(active));
  return close();
}

/** Out of the pane and back to the line; pressed once more it closes. */
function leavePane() {
  const row = rowOf(chosen()?.dataset.question);
  if (!row || !isShown(row)) return close();
  go(row);
  return true;
}
