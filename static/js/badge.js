/** Opens a page with the token of a link's fragment, which no server log has seen. Without script it is pasted. */

import { the } from "./dom.js";
import { tryOnce } from "./sending.js";
import { tokenIn } from "./token.js";

/** @type {HTMLFormElement} */
const form = the("[data-badge]");

/** @param {string} token */
async function open(token) {
  const { ok, body } = await tryOnce(form.getAttribute("action") ?? "", { token });
  if (ok) return location.replace(location.pathname);
  the('[data-slot="error"]', form).textContent = body.error?.message ?? "";
  form.elements.token.value = token;
}

function openLink() {
  const token = tokenIn(location.hash);
  if (!token) return;
  history.replaceState(null, "", location.pathname);
  open(token);
}

openLink();
addEventListener("hashchange", openLink); // the link pasted into the address line of this very page
form.addEventListener("submit", (submit) => {
  submit.preventDefault();
  open(tokenIn(form.elements.token.value));
});
