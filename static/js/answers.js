/**
 * Whether an answer is ours. Between us and the reader stand filters, portals and proxies that answer in our place, with
 * pages and with JSON of their own: only what carries our mark, in the form that was asked for, counts.
 */

const MARK = "x-live"; // on every answer of live/pages/answers.py

/** @param {Response} answer @param {string} type */
const isOurs = (answer, type) =>
  answer.headers.has(MARK) && (answer.headers.get("content-type") ?? "").split(";")[0].trim() === type;

/** Our JSON object, or null when this is somebody else's answer. @param {Response} answer @returns {Promise<any>} */
export async function json(answer) {
  if (!isOurs(answer, "application/json")) return null;
  const body = await answer.json().catch(() => null);
  return body && typeof body === "object" && !Array.isArray(body) ? body : null;
}

/** Our page as text, or null. @param {Response} answer @returns {Promise<string | null>} */
export async function page(answer) {
  return isOurs(answer, "text/html") ? answer.text().catch(() => null) : null;
}
