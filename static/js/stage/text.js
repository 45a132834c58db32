/** How a long text is set for the back row. The same as live/views/stage.py. Pure. */

const WORDS_PER_BLOCK = 24;
const SIZES = [60, 120, 200, 320]; // characters; a longer text is set one size smaller
const SENTENCE = /(?<=[.!?…؟。])\s+|\n+/;
const PAUSE = /[,;:–—،]$/;
const wordsOf = (text) => text.split(/\s+/).filter(Boolean);

/** In pieces of at most 24 words: whole sentences where they fit, else cut at a comma in the later half. @param {string} text */
export function blocks(text) {
  const made = [[]];
  for (const sentence of text.trim().split(SENTENCE)) {
    for (const piece of pieces(wordsOf(sentence))) {
      if (made.at(-1).length + piece.length > WORDS_PER_BLOCK) made.push([]);
      made.at(-1).push(...piece);
    }
  }
  return made.filter((block) => block.length).map((block) => block.join(" "));
}

function pieces(words) {
  const found = [];
  while (words.length > WORDS_PER_BLOCK) {
    let at = WORDS_PER_BLOCK;
    while (at >= WORDS_PER_BLOCK / 2 && !PAUSE.test(words[at - 1])) at -= 1;
    if (at < WORDS_PER_BLOCK / 2) at = WORDS_PER_BLOCK;
    found.push(words.slice(0, at));
    words = words.slice(at);
  }
  return [...found, words];
}

/** From 1, the largest, to 5. @param {string} text */
export const size = (text) => 1 + SIZES.filter((most) => [...text].length > most).length;
