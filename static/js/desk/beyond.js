/** Lines from beyond the windows, as pages that hold nothing older than what the stream has told. */

import { parsePage } from "../apply.js";
import { askedPage } from "../sending.js";

const TRIES = 3;

/**
 * Asked for again when a line of it has changed on its way; at last without such a line.
 * @param {string} address
 * @param {number} [left] tries
 * @returns {Promise<Document | null>}
 */
export async function pageBeyond(address, left = TRIES) {
  const told = new Set();
  const note = (/** @type {CustomEvent<Piece>} */ { detail }) => void told.add(detail.id);
  document.addEventListener("live:piece", note);
  const { status, html } = await askedPage(address);
  document.removeEventListener("live:piece", note);
  if (status !== 200) return null;
  const page = parsePage(html);
  const late = [...told].flatMap((id) => page.getElementById(id) ?? []);
  if (late.length && left > 1) return pageBeyond(address, left - 1);
  for (const line of late) line.remove();
  return page;
}
