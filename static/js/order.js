/** The order of questions, as live/rules/questions/listing.py has it: what is answered by when it was, else by votes. Pure. */

const ANSWERS_FIRST = [0, 2, 3, 1]; // being answered, pinned, open, answered

/**
 * @param {{dataset: DOMStringMap}} row
 * @param {string} [sort] votes, newest, unanswered or answered
 * @returns {number[]}
 */
export function rank({ dataset: { group, votes, answeredAt, number } }, sort = "votes") {
  if (sort === "newest") return [Number(group) ? 1 : 0, -Number(number), 0];
  const place = sort === "answered" ? ANSWERS_FIRST[Number(group)] : Number(group);
  return [place, -Number(answeredAt ?? votes), Number(number)];
}

/** @param {number[]} a @param {number[]} b */
export const compare = (a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
