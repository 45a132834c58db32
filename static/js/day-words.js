/** A time of another day than today is told with its day. The words for days come with the page. */

const root = document.documentElement;
const format = new Intl.DateTimeFormat("en-CA", { timeZone: root.dataset.zone }); // 2022-03-08
const DAY = 86_400_000; // ms
/** @type {Map<string, string>} */
const words = new Map((root.dataset.days ?? "").split(";").map((day) => [day.slice(0, 10), day.slice(11)]));

/** "" today, else "tomorrow" or "Tuesday 8 March". @param {number} ms @param {number} now ms */
export function dayOf(ms, now) {
  const day = format.format(ms);
  if (day === format.format(now)) return "";
  return day === format.format(now + DAY) ? (root.dataset.tomorrow ?? "") : (words.get(day) ?? day);
}

/** `12:45`, or `tomorrow 12:45`. @param {number} ms @param {number} now ms @param {(ms: number) => string} time */
export const withDay = (ms, now, time) => `${dayOf(ms, now)} ${time(ms)}`.trim();
