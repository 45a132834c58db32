/** One moment in two time zones. Pure. */

/** @param {string} zone */
const format = (zone) =>
  new Intl.DateTimeFormat("en-CA", {
    timeZone: zone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
/** Zone → format: making one is slow. @type {Map<string, Intl.DateTimeFormat>} */
const formats = new Map();

/** What clock and calendar say. @param {number} ms @param {string} zone @returns {{day: string, time: string}} */
function read(ms, zone) {
  const known = formats.get(zone) ?? format(zone);
  formats.set(zone, known);
  const parts = Object.fromEntries(known.formatToParts(ms).map(({ type, value }) => [type, value]));
  return { day: `${parts.year}-${parts.month}-${parts.day}`, time: `${parts.hour}:${parts.minute}` };
}

/**
 * The reader's own time when it differs from the event's, else null; `shift` is -1 when it is the day before there, 1 the
 * day after.
 * @param {number} ms
 * @param {string} zone the event's
 * @param {string} own the reader's
 */
export function ownTime(ms, zone, own) {
  const [theirs, mine] = [read(ms, zone), read(ms, own)];
  if (theirs.day === mine.day && theirs.time === mine.time) return null;
  return { time: mine.time, shift: theirs.day === mine.day ? 0 : mine.day < theirs.day ? -1 : 1 };
}
