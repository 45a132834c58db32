/** Numbers the server has too, times in ms: written by `python -m tests.test_shared`. */

export const COUNTS_MINUTES = 5_400_000; // nearer than this a countdown counts minutes
export const COUNTS_HOURS = 172_800_000; // nearer than this it counts hours
export const NEARLY_OVER = 60_000; // so long before a session's end its ways out are there
export const LINGERS = 300_000; // so long after the clock ended it, a session may still be going
export const STREAM_OPENS = 3_600_000; // so long before the start the way to the video is offered
export const STAGE_REPORTS = 7_000; // between two reports of a big screen
export const LATE = 3_000; // a beat may be on its way
export const POLL_SECONDS = 10; // a poll may wait for news
export const GONE_FOR_GOOD = 4400; // with this a page closes whose person goes with it
export const FEWEST_SHARED = 5; // people; of fewer a share in per cent says more than is known
export const SHORTEST_COMPARED = 8; // characters of a question before others like it are looked for
export const STAGE_ROWS = 6; // of the agenda on the stage
export const STAGE_WORDS = 24; // that the stage shows at once
export const STAGE_SIZES = [60, 120, 200, 320, 420]; // characters; a longer text is set one size smaller
