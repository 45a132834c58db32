/** The page of the look: a colour is tried while it is typed. */

import { the } from "../dom.js";
import { wear } from "../wear.js";

/** @type {HTMLInputElement} */
const field = the("#accent");
field.addEventListener("input", () => {
  const said = field.value.trim().replace(/^#?/, "#");
  if (field.validity.valid && /^#[0-9a-f]{6}$/i.test(said)) wear(said);
});
