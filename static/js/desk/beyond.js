/** Lines from beyond the windows, as pages that hold nothing older than what the stream has told. */

import { parsePage } from "../apply.js";
import { askedPage } from "../sending.js";

/** Asked for again while a line of it has changed on its way. @param {string} address @returns {Promise<Document | null>} */
export async function pageBeyond(address) {
  const told = new Set();
  const note = (/** @type {CustomEvent<Piece>} */ { detail }) => void told.add(detail.id);
  document.addEventListener("live:piece", note);
  const { status, html } = await askedPage(address);
  document.removeEventListener("live:piece", note);
  if (status !== 200) return null;
  const page = parsePage(html);
  return [...told].some((id) => page.getElementById(id)) ? pageBeyond(address) : page;
}
