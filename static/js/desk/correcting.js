/** A programme corrected in the form: the printed line follows what is typed, and after a moment the server says what looks odd now. */

import { parsePage } from "../apply.js";
import { all, around, the } from "../dom.js";
import { morph } from "../morph.js";
import { askedPage } from "../sending.js";
import { write } from "../words.js";

const MOMENT = 700; // ms without typing before the server is asked

/** @type {HTMLFormElement} */
const form = the("[data-programme]");
const check = document.querySelector("[data-check]");
let waiting = 0;
let asked = 0;

/** @param {HTMLInputElement | HTMLTextAreaElement} field of a session */
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
  const page = parsePage(html);
  const fresh = page.querySelector("[data-check]");
  if (!check || !fresh || turn !== asked) return; // the last answer stays, or a newer one is coming
  morph(check, /** @type {HTMLElement} */ (fresh));
  for (const said of all("[data-said]")) {
    const now = page.querySelector(`#${said.id}`);
    if (now) morph(said, /** @type {HTMLElement} */ (now));
  }
}

/** Of the sheet or of what stands above it, but for the day: that has a button. @param {Event} input */
function changed(input) {
  if (around(input, "[name]")?.getAttribute("name") === "on") return;
  clearTimeout(waiting);
  waiting = setTimeout(preview, MOMENT);
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
  document.querySelector("[data-correct]")?.addEventListener("input", (input) => {
    const field = around(input, "input, textarea");
    if (field) follow(/** @type {HTMLInputElement | HTMLTextAreaElement} */ (field));
    changed(input);
  });
  check?.addEventListener("input", changed);
  check?.addEventListener("click", (click) => {
    const id = around(click, "[data-session]")?.dataset.session;
    if (!id) return;
    click.preventDefault();
    open(id);
  });
}
