/** The keyboard: what a key does stands on the button it presses (`aria-keyshortcuts`). Can be switched off, and stays so. */

import { anyEvent } from "../storage.js";
import { columns, go, handBack, here, rowsOf } from "./rows.js";

const KEPT = "keys";
const STEPS = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 };
const SIDES = { ArrowRight: 1, ArrowLeft: -1 };
const FIELDS = ["w", "l"]; // those that write in a field of the row
const WRITTEN_IN = "input:not([data-pick]), textarea, select, [contenteditable]";
const help = document.getElementById("help");
const allowed = help.querySelector("[data-keys]");

/** @param {{undo: () => void, sort: () => void}} does */
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
  if (isUndo(event)) {
    event.preventDefault();
    return does.undo();
  }
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || help.open) return;
  if (event.key === "Escape") return escape();
  if (!allowed.checked || event.target.closest?.(WRITTEN_IN)) return;
  if (act(event.key, does)) event.preventDefault();
}

/** Ctrl or ⌘ and Z, also for those who have switched single keys off; in a field it is the field's own. */
const isUndo = ({ key, ctrlKey, metaKey, altKey, shiftKey, target }) =>
  (ctrlKey || metaKey) &&
  !altKey &&
  !shiftKey &&
  key.toLowerCase() === "z" &&
  !help.open &&
  !target.closest?.(WRITTEN_IN);

/** @returns {boolean} whether the key was for us */
function act(key, does) {
  if (key in STEPS) return step(STEPS[key]);
  if (key in SIDES) return side(SIDES[key]);
  if (/^[0-4]$/.test(key)) return enter(columns()[Number(key)]);
  if (key === "u") {
    does.undo();
    return true;
  }
  if (key === "o") {
    does.sort();
    return true;
  }
  if (FIELDS.includes(key)) return write(key);
  const target = find(key, here()) ?? find(key, null);
  if (!target) return false;
  if (target.matches("input:not([type=checkbox])")) target.focus();
  else target.click();
  if (target.matches("summary")) open(target);
  return true;
}

function find(key, row) {
  const found = (row ?? document).querySelectorAll(`[aria-keyshortcuts="${CSS.escape(key)}"]`);
  return [...found].find((element) => element.checkVisibility() && (row || !element.closest("[data-row]"))) ?? null;
}

function step(by) {
  const row = here();
  if (!row)
    return enter(
      columns()
        .slice(1)
        .find((column) => rowsOf(column).length) ?? columns()[0],
    );
  const rows = rowsOf(row.closest("[data-column]"));
  const next = rows[rows.indexOf(row) + by];
  if (next) go(next);
  return true;
}

function side(by) {
  const all = columns();
  let at = all.indexOf(here()?.closest("[data-column]")) + by;
  while (all[at] && !rowsOf(all[at]).length) at += by;
  return all[at] ? enter(all[at]) : true;
}

/** @param {HTMLElement} column */
function enter(column) {
  column.dispatchEvent(new CustomEvent("live:show", { bubbles: true }));
  const rows = rowsOf(column);
  const row = rows.find((one) => one.getAttribute("aria-current")) ?? rows[0];
  if (row) go(row);
  else column.focus();
  return true;
}

function open(summary) {
  const panel = summary.parentElement;
  if (panel.open) panel.querySelector("textarea, input:not([type=hidden])")?.focus();
}

function write(key) {
  const field = here()?.querySelector(`[data-key="${key}"]`);
  if (!field) return false;
  field.closest("details").open = true;
  field.focus();
  return true;
}

function escape() {
  const active = document.activeElement;
  const panel = active.closest("details[open]") ?? document.querySelector("details.tool[open]");
  if (panel) panel.open = false;
  const row = active.closest("[data-row]");
  if (row) row.focus();
  else if (panel) panel.querySelector("summary").focus();
  else if (active.matches(WRITTEN_IN)) handBack(active);
}
