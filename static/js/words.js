/** Filling the sentences the server has put into data attributes. No sentence is written in a script. */

const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;

/**
 * What somebody typed, as a sentence can hold it: what runs from right to left stands between marks (FSI, PDI), so that
 * it turns nothing beside it. The same as live/rules/text.py.
 * @param {string} words
 */
export const isolated = (words) => (RIGHT_TO_LEFT.test(words) ? `\u2068${words}\u2069` : words);

/** @param {string | undefined} pattern "until {time}" @param {Record<string, string | number | undefined>} values */
export const fill = (pattern, values) =>
  (pattern ?? "").replace(/\{(\w+)\}/g, (_, /** @type {string} */ name) => isolated(String(values[name] ?? "")));

/**
 * One or many: `data-<name>-one` and `data-<name>-other`.
 * @param {HTMLElement} element
 * @param {string} name
 * @param {number} n
 */
export function count(element, name, n) {
  const form = n === 1 ? "One" : "Other";
  return fill(element.dataset[name ? `${name}${form}` : form.toLowerCase()], { n });
}

/** Of sentences with a common beginning the one for a case: `by` and `merged` are `data-by-merged`. @param {string} beginning @param {string} of */
export const named = (beginning, of) => `${beginning}${of.charAt(0).toUpperCase()}${of.slice(1)}`;

/**
 * Sets text only when it differs, so that nothing is repainted or read again.
 * @param {Element | null} element
 * @param {string | null | undefined} text
 */
export function write(element, text) {
  if (element && element.textContent !== (text ?? "")) element.textContent = text ?? "";
}

/** A title, which a listener hears in its own language. @param {HTMLElement} element @param {string} text @param {string} language */
export function writeIn(element, text, language) {
  write(element, text);
  if (element.lang !== language) element.lang = language;
}

/** A clock in the event's zone: `12:45`. @param {string | undefined} zone @returns {(ms: number) => string} */
export function clockIn(zone) {
  const format = new Intl.DateTimeFormat("en-GB", { timeZone: zone, hour: "2-digit", minute: "2-digit" });
  return (ms) => format.format(ms);
}

/**
 * Minutes that are left, or over: the number and its word apart, `data-left` and `data-over`.
 * @param {HTMLElement} slot
 * @param {number} left ms
 */
export function writeLeft(slot, left) {
  write(slot.querySelector("[data-number]"), `${left > 0 ? "" : "+"}${Math.ceil(Math.abs(left) / 60_000)}`);
  write(slot.querySelector("[data-unit]"), left > 0 ? slot.dataset.left : slot.dataset.over);
  slot.classList.toggle("is-over", left <= 0);
}
