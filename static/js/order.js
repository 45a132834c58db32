/** The order of questions, as live/rules/questions/listing.py has it: what is answered by when it was, else by votes. Pure. */

/**
 * @param {{dataset: DOMStringMap}} row
 * @param {string} [sort] votes, newest or unanswered
 * @returns {number[]}
 */
export function rank({ dataset: { group, votes, answeredAt, number } }, sort = "votes") {
  if (sort === "newest") return [Number(group) ? 1 : 0, -Number(number), 0];
  return [Number(group), -Number(answeredAt ?? votes), Number(number)];
}

/** @param {number[]} a @param {number[]} b */
export const compare = (a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
