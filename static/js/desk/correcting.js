/** A programme corrected in the form: the printed line follows what is typed, and after a moment the server says what looks odd now. */

import { parsePage } from "../apply.js";
import { morph } from "../morph.js";

const MOMENT = 700; // ms without typing before the server is asked

const form = document.querySelector("[data-programme]");
const check = document.querySelector("[data-check]");
let waiting = 0;
let asked = 0;

/** @param {HTMLInputElement} field of a session */
function follow(field) {
  const name = field.name.replace("session-", "");
  const line = field.closest("details")?.querySelector(`[data-shows="${name}"]`);
  if (line) line.textContent = field.value;
}

async function preview() {
  const turn = ++asked;
  const body = new FormData(form);
  body.delete("file");
  body.set("use", "table");
  const answer = await fetch(form.action, { method: "POST", body, headers: { accept: "text/html" } }).catch(() => null);
  const fresh = answer && parsePage(await answer.text()).querySelector("[data-check]");
  if (fresh && turn === asked) morph(check, fresh); // else the last answer stays, or a newer one is coming
}

/** @param {string} id of a session's fields */
function open(id) {
  const fields = document.getElementById(id);
  fields.closest("details").open = true;
  fields.scrollIntoView({ block: "center" });
  (fields.querySelector('[aria-invalid="true"]') ?? fields.querySelector('[name="session-title"]')).focus();
}

export function startCorrecting() {
  document.querySelector("[data-correct]")?.addEventListener("input", ({ target }) => {
    follow(target);
    clearTimeout(waiting);
    waiting = setTimeout(preview, MOMENT);
  });
  check?.addEventListener("click", (click) => {
    const id = click.target.closest("[data-session]")?.dataset.session;
    if (!id) return;
    click.preventDefault();
    open(id);
  });
}
