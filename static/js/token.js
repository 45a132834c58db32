/** Digs the token out of a link as mail programs mangle it, the same as live/rules/mangling.py. Pure. */

const TURNS = 4; // how often a link may have been encoded over again
const RUNS = /[\w-]+/g;

/** @param {string} pasted a token, a link that ends in one, or what has become of it @returns {string} */
export function tokenIn(pasted) {
  const text = decoded(unwrapped(pasted.trim()));
  const from = text.indexOf("#");
  const runs = text.slice(from + 1).match(RUNS) ?? [];
  return from < 0 ? runs.reduce((long, run) => (run.length > long.length ? run : long), "") : (runs[0] ?? "");
}

/** Proofpoint's two ways of writing an address into its own. @param {string} text */
function unwrapped(text) {
  const [, second] = /\/v2\/url\?u=([^&]*)/.exec(text) ?? [];
  if (second) return second.replaceAll("_", "/").replaceAll("-", "%");
  const [, third] = /\/v3\/__(.*?)__;/.exec(text) ?? [];
  return third ? third.replace("*", "#") : text;
}

/** @param {string} text */
function decoded(text) {
  for (let turn = 0; turn < TURNS && /%[0-9a-f]{2}/i.test(text); turn += 1) text = once(text);
  return text;
}

/** @param {string} text */
function once(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text.replace(/%23/g, "#");
  }
}
