/**
 * Keeps the screen on while the page is seen, where the browser can. A projector that falls asleep is nobody's wish.
 */

const hold = () => document.hidden || navigator.wakeLock?.request("screen").catch(() => {});

/** A frame leaves that to its page. */
export function keepAwake() {
  if (self !== top) return;
  hold();
  document.addEventListener("visibilitychange", hold);
}
