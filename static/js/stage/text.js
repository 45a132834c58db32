/** How a long text is set for the back row. The same as live/views/stage.py. Pure. */

import { STAGE_SIZES, STAGE_WORDS } from "../shared.js";

const PAUSE = /[,;:–—،]$/;
/** @param {string} text */
const wordsOf = (text) => text.split(/\s+/).filter(Boolean);

/**
 * In pieces of at most 24 words: whole sentences where they fit, else cut at a comma in the later half; each with whether
 * it goes on in the middle of a sentence.
 * @param {string} text
 * @returns {[string, boolean][]}
 */
export function blocks(text) {
  /** @type {[string[], boolean][]} */
  const made = [[[], false]];
  for (const sentence of sentences(text.trim())) {
    pieces(wordsOf(sentence)).forEach((piece, i) => {
      if (made[made.length - 1][0].length + piece.length > STAGE_WORDS) made.push([[], i > 0]);
      made[made.length - 1][0].push(...piece);
    });
  }
  return made.filter(([words]) => words.length).map(([words, goesOn]) => [words.join(" "), goesOn]);
}

/**
 * Cut after the sign that ends a sentence where white space follows it, and at line breaks. Without a lookbehind, which
 * Safari before 16.4 cannot read.
 * @param {string} text
 */
const sentences = (text) => text.replace(/([.!?…؟。])\s+/g, "$1\n").split(/\n+/);

/** @param {string[]} words */
function pieces(words) {
  const found = [];
  while (words.length > STAGE_WORDS) {
    let at = STAGE_WORDS;
    while (at >= STAGE_WORDS / 2 && !PAUSE.test(words[at - 1])) at -= 1;
    if (at < STAGE_WORDS / 2) at = STAGE_WORDS;
    found.push(words.slice(0, at));
    words = words.slice(at);
  }
  return [...found, words];
}

/** From 1, the largest, to 6. @param {string} text */
export const size = (text) => 1 + STAGE_SIZES.filter((most) => [...text].length > most).length;
