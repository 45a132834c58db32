/** A programme corrected in the form: the printed line follows what is typed, and after a moment the server says what looks odd now. */

import { parsePage } from "../apply.js";
import { around, the } from "../dom.js";
import { morph } from "../morph.js";
import { askedPage } from "../sending.js";
import { write } from "../words.js";

const MOMENT = 700; // ms without typing before the server is asked

/** @type {HTMLFormElement} */
const form = the("[data-programme]");
const check = document.querySelector("[data-check]");
let waiting = 0;
let asked = 0;

/** @param {HTMLInputElement} field of a session */
function follow(field) {
  const name = field.name.replace("session-", "");
  const line = field.closest("details")?.querySelector(`[data-shows="${name}"]`);
  if (line) write(line, field.value);
}

async function preview() {
  const turn = ++asked;
  const body = new FormData(form);
  body.delete("file");
  body.set("use", "table");
  const { html } = await askedPage(form.action, { method: "POST", body });
  const fresh = parsePage(html).querySelector("[data-check]");
  if (check && fresh && turn === asked) morph(check, fresh); // else the last answer stays, or a newer one is coming
}

/** @param {string} id of a session's fields */
function open(id) {
  const fields = the(`#${CSS.escape(id)}`);
  const folded = fields.closest("details");
  if (folded) folded.open = true;
  fields.scrollIntoView({ block: "center" });
  (fields.querySelector('[aria-invalid="true"]') ?? the('[name="session-title"]', fields)).focus();
}

export function startCorrecting() {
  document.querySelector("[data-correct]")?.addEventListener("input", (event) => {
    const field = around(event, "input");
    if (field instanceof HTMLInputElement) follow(field);
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
