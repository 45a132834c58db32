/**
 * Tells the styles how much of the window a keyboard on the screen covers, and keeps what is being written above it.
 * Where the browser makes the page lower instead (Chrome on Android), it covers nothing.
 */

import { cover } from "./word-bar.js";

const LEAST = 80; // px: less than any keyboard, more than a bar of the browser that comes and goes

/** @param {VisualViewport} view */
function tell(view) {
  const covered = view.scale > 1.01 ? 0 : innerHeight - view.height - view.offsetTop; // zoomed in, it says something else
  const root = document.documentElement;
  root.toggleAttribute("data-keyboard", covered > LEAST);
  root.style.setProperty("--keyboard", `${covered > LEAST ? Math.round(covered) : 0}px`);
}

/** What is being written goes where nothing lies over it. */
function show() {
  document.activeElement?.closest("[data-ask]")?.scrollIntoView({ block: "nearest" });
}

export function startKeyboard() {
  const view = window.visualViewport;
  if (!view) return;
  const turn = () => {
    tell(view);
    cover(); // the words at the top have become a line each
    show();
  };
  view.addEventListener("scroll", () => tell(view));
  view.addEventListener("resize", turn);
  document.addEventListener("input", () => view.height < innerHeight && show()); // the page may have moved since
  turn(); // one may have begun to write
}
