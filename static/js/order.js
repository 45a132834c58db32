/** The order of questions, as live/views/questions.py has it. Pure. */

const ANSWERED = 3; // the last group, where the latest answer comes first

/** @param {{dataset: DOMStringMap}} row @returns {number[]} */
export function rank({ dataset: { group, votes, at, number } }) {
  return [Number(group), Number(group) === ANSWERED ? -Number(at) : -Number(votes), Number(number)];
}

/** @param {number[]} a @param {number[]} b */
export const compare = (a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
