/** When and whether to come back after a connection has ended. Pure. */

const FLOOR = 500; // ms
const CEILING = 20_000; // ms
const HOPELESS = [1002, 1003, 1007, 1008, 1009]; // what one of us sends is broken; sending it again mends nothing

/** 0.5 s and up to 0.5 s · 2^k more, at most 20 s. @param {number} k @param {() => number} random */
export const backoff = (k, random = Math.random) => FLOOR + random() * Math.min(CEILING, FLOOR * 2 ** k);

/** What to do about a close code. @param {number} code @returns {"stop" | "reload" | "soon" | "back off"} */
export function after(code) {
  if (code >= 4300 || HOPELESS.includes(code)) return "stop";
  if (code >= 4200) return "reload";
  return code >= 4000 && code < 4100 ? "soon" : "back off";
}
