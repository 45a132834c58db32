/** Finding a question: in what is shown at once, and beyond the windows by asking the server. */

import { theList } from "../apply.js";
import { all, the } from "../dom.js";
import { fill } from "../words.js";
import { pageBeyond } from "./beyond.js";

const MOMENT = 250; // ms without typing before the server is asked
const words = the("[data-desk-words]").dataset;
/** @type {HTMLInputElement} */
const field = the("[data-filter]");
const form = /** @type {HTMLFormElement} */ (field.form);
/** @type {Record<string, string>} */
const LISTS = { pending: "inbox", approved: "queue", live: "answering" };
let waiting = 0;
let turn = 0;

/** @param {Say} say */
export function startFind(say) {
  form.addEventListener("submit", (submit) => submit.preventDefault());
  field.addEventListener("input", () => {
    sift();
    clearTimeout(waiting);
    waiting = setTimeout(() => ask(say), MOMENT);
  });
  document.addEventListener("live:counted", () => field.value && sift());
}

/** The field and the filter, both. @returns {boolean} whether there was anything to clear */
export function clearFind() {
  if (!field.value) return false;
  field.value = "";
  field.dispatchEvent(new Event("input", { bubbles: true }));
  return true;
}

function sift() {
  const wanted = field.value.trim().toLowerCase();
  for (const row of all(".row[data-row]")) row.hidden = Boolean(wanted) && !matches(row, wanted);
}

/** @param {HTMLElement} row @param {string} wanted */
const matches = (row, wanted) =>
  [row.dataset.number, row.dataset.found, row.dataset.says].includes(wanted) ||
  row.textContent?.toLowerCase().includes(wanted);

/** Lines from beyond the windows stay for as long as this is looked for. @param {Say} say */
async function ask(say) {
  const mine = ++turn;
  const wanted = field.value.trim().toLowerCase();
  for (const row of all(".row[data-found]")) if (row.dataset.found !== wanted) row.remove();
  if (!wanted) return say(fill(words.found, { n: shown() }));
  const address = `${form.action}?${new URLSearchParams({ find: wanted })}`;
  const page = await pageBeyond(address);
  if (!page || mine !== turn) return;
  for (const row of all("[data-rows] > .row", page)) add(row, wanted);
  sift();
  say(fill(words.found, { n: page.querySelector("[data-found]")?.dataset.found ?? shown() }));
}

/** @param {HTMLElement} row @param {string} wanted */
function add(row, wanted) {
  const here = document.getElementById(row.id);
  if (here) return void (here.dataset.says = wanted);
  row.dataset.found = wanted;
  theList(LISTS[row.dataset.status ?? ""] ?? "done").append(document.adoptNode(row));
}

const shown = () => all(".row[data-row]:not([hidden])").length;
