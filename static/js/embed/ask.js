/**
 * Asking inside somebody else's page: as whom the server says this page is, in memory and for as long as it is open. No
 * cookie is sent and nothing is kept, whatever the reader's browser would let it (docs/decisions/asking-inside.md).
 */

import { json } from "../answers.js";
import { the } from "../dom.js";
import { inTime, newKey } from "../patience.js";

const root = document.documentElement;
const part = the("#embed-ask");
/** @type {HTMLFormElement} */
const form = the("form", part);
const told = the("[data-slot=told]", part);
const why = the("[data-slot=error]", part);
let badge = "";
let key = newKey();

/** An answer of ours in time, or null. @param {string} address @param {RequestInit} [options] */
const asked = (address, options = {}) =>
  inTime(async (signal) => {
    const answer = await fetch(address, { ...options, credentials: "omit", signal });
    const body = await json(answer);
    return body && { ok: answer.ok, body };
  });

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

/** What was written since it was sent stays, as another question. @param {any} question @param {string} sent */
function thank({ status }, sent) {
  const isMore = form.elements.text.value !== sent;
  if (!isMore) form.reset();
  key = newKey();
  show(isMore);
  if (!isMore) the("a[data-ask]").focus();
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
  told.textContent = why.textContent = "";
  const { value } = form.elements.text;
  const answer = await send();
  button.removeAttribute("aria-disabled");
  if (answer?.ok) return thank(answer.body.question, value);
  why.textContent = answer?.body.error?.message ?? part.dataset.failed ?? "";
  form.elements.text.focus();
});
form.addEventListener("input", () => (key = newKey())); // what is sent after it is another question
document.addEventListener("click", (click) => {
  const link = click.target.closest("a[data-ask]");
  if (!link || click.ctrlKey || click.metaKey || click.shiftKey) return;
  click.preventDefault();
  show(form.hidden);
});
