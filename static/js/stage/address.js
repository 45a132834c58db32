/** The address of a big screen follows what is chosen, without a press. */

import "../desk/copy.js";
import { parsePage } from "../apply.js";
import { the } from "../dom.js";
import { morph } from "../morph.js";
import { askedPage } from "../sending.js";

const made = the("#screen-made");
/** @type {HTMLInputElement} */
const address = the("#screen-address");
/** @type {HTMLFormElement} */
const form = the("[data-screen]");
let last = ""; // what was asked for last: an answer that comes late is another's

form.addEventListener("change", async () => {
  const chosen = new URLSearchParams([...new FormData(form)].map(([name, value]) => [name, String(value)]));
  const asked = `${location.pathname}?${chosen}`;
  last = asked;
  const { status, html } = await askedPage(`${asked}&lang=${document.documentElement.lang}`, { cache: "no-store" });
  const fresh = status === 200 ? parsePage(html)?.getElementById("screen-made") : null;
  if (!fresh || last !== asked) return;
  const copy = fresh.querySelector("[data-copy]");
  if (copy instanceof HTMLElement) copy.hidden = false;
  morph(made, fresh);
  address.value = address.defaultValue;
  history.replaceState(null, "", asked);
});
