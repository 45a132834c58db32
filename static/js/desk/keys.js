/** The keyboard: one key, one act. What a button does by key stands on it (`aria-keyshortcuts`). Single keys can be
 * switched off, and stay so. */

import { listNamed } from "../apply.js";
import { isShown } from "../dom.js";
import { anyEvent } from "../storage.js";
import { more } from "./columns.js";
import { clearFind } from "./find.js";
import { choose, close, follow } from "./pane.js";
import * as programme from "./programme.js";
import { chosen, columns, go, handBack, here, rowOf, rowsOf, subject } from "./rows.js";

const KEPT = "keys";
const STEPS = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 };
const SIDES = { ArrowRight: 1, ArrowLeft: -1 };
const COLUMNS = ["programme", "inbox", "queue", "answering", "done"];
const FIELDS = { w: "answer", e: "edit", l: "label", m: "into" }; // keys that write in a field of the pane
const WRITTEN_IN = "input:not([data-pick]), textarea, select, [contenteditable]";
const PRESSED = "a, button, summary, input, select, textarea"; // what the space key presses by itself
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
const SWITCHES = { pin: "pinned", promise: "promised" };
const help = document.getElementById("help");
const allowed = help.querySelector("[data-keys]");

/** @param {{undo: () => void, sort: () => void, space: () => void, move: (row: HTMLElement, does: string, fields?: object) => void}} does */
export function startKeys(does) {
  allowed.checked = anyEvent.device.read(KEPT, "on") !== "off";
  show();
  allowed.addEventListener("change", show);
  const button = document.querySelector("[data-help]");
  button.hidden = false;
  button.addEventListener("click", () => help.showModal());
  document.addEventListener("keydown", (event) => press(event, does));
}

function show() {
  anyEvent.device.keep(KEPT, allowed.checked ? "on" : "off");
  document.documentElement.dataset.keys = allowed.checked ? "on" : "off";
}

function press(event, does) {
  if (event.defaultPrevented || event.isComposing) return;
  if (isUndo(event)) return prevent(event, does.undo());
  if (isSend(event)) return send(event);
  if (event.ctrlKey || event.metaKey || event.altKey || help.open) return;
  if (event.key === "Escape") return void (escape() && event.preventDefault());
  if (!allowed.checked || event.target.closest?.(WRITTEN_IN)) return;
  if (act(event, does)) event.preventDefault();
}

const prevent = (event) => event.preventDefault();

/** Ctrl or ⌘ and Z, also for those who have switched single keys off; in a field it is the field's own. */
const isUndo = ({ key, ctrlKey, metaKey, altKey, shiftKey, target }) =>
  (ctrlKey || metaKey) &&
  !altKey &&
  !shiftKey &&
  key.toLowerCase() === "z" &&
  !help.open &&
  !target.closest?.(WRITTEN_IN);

const isSend = ({ key, ctrlKey, metaKey }) => key === "Enter" && (ctrlKey || metaKey);

/** Whatever is being written is sent, everywhere. */
function send(event) {
  const form = event.target.closest?.("form");
  if (!form) return;
  event.preventDefault();
  form.requestSubmit(
    form.querySelector("button.move--main") ?? form.querySelector("button:not([type=button], [hidden])"),
  );
}

/** @returns {boolean} whether the key was for us */
function act(event, does) {
  const { key, target } = event;
  if (key in STEPS) return step(STEPS[key]);
  if (key in SIDES) return side(SIDES[key]);
  if (/^[0-4]$/.test(key)) return enter(document.getElementById(COLUMNS[key]));
  if (key === "u") return done(does.undo());
  if (key === "o") return done(does.sort());
  if (key === " ") return !target.closest?.(PRESSED) && done(does.space());
  if (key === "Enter") return !target.closest?.(PRESSED) && open();
  if (key === "s") return pick();
  if (key === "p") return done(programme.isOpen() ? programme.close() : enter(document.getElementById("programme")));
  if (key in FIELDS) return write(FIELDS[key]);
  const shown = subject();
  if (shown?.matches(".row, #chosen") && key in MOVES) return move(shown, key, does);
  return button(key);
}

const done = () => true;

function pick() {
  const box = here()?.querySelector("[data-pick]");
  box?.click();
  return Boolean(box);
}

function move(shown, key, does) {
  const { status } = shown.dataset;
  const [name] = MOVES[key].find(([, from]) => from.includes(status)) ?? [];
  if (!name) return false;
  const is = SWITCHES[name];
  does.move(shown, name, is ? { on: String(shown.dataset[is] !== "true") } : {});
  return true;
}

function button(key) {
  const target = find(key, here()) ?? find(key, null) ?? ofPane(key);
  if (!target) return false;
  if (target.matches("input:not([type=checkbox])")) target.focus();
  else target.click();
  if (target.matches("summary")) into(target);
  return true;
}

const named = (key) => `[aria-keyshortcuts="${CSS.escape(key)}"]`;

function find(key, row) {
  const found = (row ?? document).querySelectorAll(named(key));
  return (
    [...found].find((one) => isShown(one) && (row || !one.closest("[data-row], [data-chosen], [data-bulk]"))) ?? null
  );
}

/** What is only done to a question one has before one's eyes. */
function ofPane(key) {
  const pane = chosen();
  if (!pane || subject()?.dataset.question !== pane.dataset.question) return null;
  return [...pane.querySelectorAll(named(key))].find((one) => isShown(one)) ?? null;
}

function step(by) {
  const row = here();
  if (!row)
    return enter(
      columns()
        .slice(1)
        .find((column) => rowsOf(column).length) ?? columns()[1],
    );
  const column = row.closest("[data-column]");
  const rows = rowsOf(column);
  const next = rows[rows.indexOf(row) + by];
  if (next) visit(next);
  else if (by > 0) beyond(column, row);
  return true;
}

/** The end of a window is not the end of its column. */
async function beyond(column, row) {
  const list = column.querySelector("[data-list]");
  if (!(await more(list.dataset.list)) || here() !== row) return;
  const rows = rowsOf(column);
  const next = rows[rows.indexOf(row) + 1];
  if (next) visit(next);
}

function visit(row) {
  go(row);
  follow(row);
}

function side(by) {
  const all = COLUMNS.map((name) => document.getElementById(name));
  let at = all.indexOf(here()?.closest("[data-column]")) + by;
  while (all[at] && !listNamed(all[at].id).querySelector("[data-row]:not([hidden])")) at += by;
  return all[at] ? enter(all[at]) : true;
}

/** @param {HTMLElement} column */
function enter(column) {
  column.dispatchEvent(new CustomEvent("live:show", { bubbles: true }));
  const rows = rowsOf(column);
  const row = rows.find((one) => one.matches('.slot[aria-current="true"]')) ?? rows[0];
  if (row) visit(row);
  else column.focus();
  return true;
}

function into(summary) {
  const panel = summary.parentElement;
  if (panel.open) panel.querySelector("textarea, input:not([type=hidden])")?.focus();
}

function open() {
  const row = here();
  if (!row?.matches(".row")) return false;
  choose(row.dataset.question).then((pane) => pane?.querySelector("h2").focus());
  return true;
}

/** The field of the pane, about the question keys are about. */
function write(name) {
  const shown = subject();
  if (shown?.matches(".slot")) return button("e");
  const id = shown?.dataset.question;
  if (!id) return false;
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
  const active = document.activeElement;
  if (active.matches("[data-filter]") || !active.closest("[data-panel]")) {
    if (clearFind()) return true;
  }
  const panel = active.closest("details[open]") ?? document.querySelector("details:is(.tool, .alarm)[open]");
  if (panel) {
    panel.open = false;
    panel.querySelector("summary").focus();
    return true;
  }
  if (programme.close()) return true;
  if (active.closest("[data-pane]") && !active.matches("[data-pane]")) return leavePane();
  if (clearFind()) return true;
  if (active.matches(WRITTEN_IN)) return done(handBack(active));
  return close();
}

/** Out of the pane and back to the line; pressed once more it closes. */
function leavePane() {
  const row = rowOf(chosen()?.dataset.question);
  if (!isShown(row)) return close();
  go(row);
  return true;
}
