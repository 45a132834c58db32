/** How much time is left, as a speaker wants to hear it. Pure. */

const MINUTE = 60_000; // ms
const CLOSE = 5 * MINUTE; // from here on seconds matter
const SOON = 2 * MINUTE; // from here on it is time to come to an end
const WAIT = 100 * MINUTE; // a longer wait is no countdown

/** @param {number} seconds */
const clock = (seconds) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;

/**
 * @param {number | undefined} until ms @param {number} now ms @param {boolean} running whether something is on, or is waited for
 * @returns {{number: string, unit: string, pace: "calm" | "close" | "soon" | "over" | "none"}}
 */
export function left(until, now, running) {
  const rest = (until ?? now) - now;
  if (!running)
    return until && rest > 0 && rest < WAIT
      ? { number: String(Math.ceil(rest / MINUTE)), unit: "wait", pace: "calm" }
      : { number: "–", unit: "", pace: "none" };
  if (rest <= 0) return { number: `+${clock(Math.floor(-rest / 1000))}`, unit: "over", pace: "over" };
  if (rest < CLOSE)
    return { number: clock(Math.ceil(rest / 1000)), unit: "seconds", pace: rest > SOON ? "close" : "soon" };
  return { number: String(Math.ceil(rest / MINUTE)), unit: "minutes", pace: "calm" };
}
