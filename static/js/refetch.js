/** Fetching the page again when the stream cannot go on from where this one stands: it is merged in, and the stream continues from its cursor. */

import { parsePage } from "./apply.js";

export const SPREAD = 1500; // ms over which pages are fetched when everybody has to
const NEW_BUILD = 4202;
const root = document.documentElement;

/** One fetch at a time, tried again until there is an answer.
 *  @param {{stream: any, status: any, merge: (page: Document) => void, shown: () => void, denied?: () => void}} page
 *  @returns {(wait?: number) => Promise<void>} `wait` in ms */
export function refetching({ stream, status, merge, shown, denied }) {
  let fetching = false;
  return async function refetch(wait = 0) {
    if (fetching) return;
    fetching = true;
    await new Promise((done) => setTimeout(done, wait));
    const answer = await fetch(location.pathname, { headers: { accept: "text/html" } }).catch(() => null);
    fetching = false;
    if (answer?.status === 401 && denied) return denied();
    if (!answer?.ok) return void refetch(SPREAD * (1 + Math.random() * 4));
    const page = parsePage(await answer.text());
    merge(page);
    if (page.documentElement.dataset.build !== root.dataset.build) status.ended(NEW_BUILD);
    shown();
    stream.resume(page.documentElement.dataset.cursor);
  };
}
