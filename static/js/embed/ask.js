/**
 * Asking inside somebody else's page: as whom the server says this page is, in memory and for as long as it is open. No
 * cookie is sent and nothing is kept, whatever the reader's browser would let it (docs/decisions/asking-inside.md).
 */

import { json } from "../answers.js";
import { the } from "../dom.js";

const PATIENCE = 12_000; // ms
const root = document.documentElement;
const part = the("#embed-ask");
/** @type {HTMLFormElement} */
const form = the("form", part);
const told = the("[data-slot=told]", part);
const why = the("[data-slot=error]", part);
let badge = "";
let key = newKey();

/** Unlike any other; where the page has no secure context, as good as that. */
function newKey() {
  return crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`;
}

/** An answer of ours in time, or null. @param {string} address @param {RequestInit} [options] */
async function asked(address, options = {}) {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), PATIENCE);
  const answer = await fetch(address, { ...options, credentials: "omit", signal: patience.signal }).catch(() => null);
  const body = answer && (await json(answer));
  clearTimeout(timer);
  return answer && body && { ok: answer.ok, body };
}

/** Who this page is, once somebody wants to ask. @returns {Promise<string>} nothing: it could not be found out */
async function worn() {
  badge ||= (await asked(`/${root.dataset.event}/poll?as=json&ticket=`))?.body.frames?.[0]?.you?.badge ?? "";
  return badge;
}

async function send() {
  const headers = { accept: "application/json", "accept-language": root.lang, "idempotency-key": key };
  const fields = new URLSearchParams(/** @type {any} */ (new FormData(form)));
  const mine = await worn();
  return mine
    ? asked(form.action, { method: "POST", body: fields, headers: { ...headers, "x-live-badge": mine } })
    : null;
}

/** @param {any} question */
function thank({ status }) {
  key = newKey();
  form.reset();
  show(false);
  the("a[data-ask]").focus();
  told.textContent = `${part.dataset.sent} ${status === "pending" ? part.dataset.waits : ""}`;
}

/** @param {boolean} on */
function show(on) {
  form.hidden = !on;
  told.textContent = why.textContent = "";
  if (on) form.elements.text.focus();
}

root.dataset.asks = ""; // what the link says of a new tab is not so
form.addEventListener("submit", async (submit) => {
  submit.preventDefault();
  /** @type {HTMLButtonElement} */
  const button = the("button", form);
  if (button.getAttribute("aria-disabled") === "true") return;
  button.setAttribute("aria-disabled", "true");
  why.textContent = "";
  const answer = await send();
  button.removeAttribute("aria-disabled");
  if (answer?.ok) return thank(answer.body.question);
  why.textContent = answer?.body.error?.message ?? part.dataset.failed ?? "";
  form.elements.text.focus();
});
document.addEventListener("click", (click) => {
  const link = click.target.closest("a[data-ask]");
  if (!link || click.ctrlKey || click.metaKey || click.shiftKey) return;
  click.preventDefault();
  show(form.hidden);
});
