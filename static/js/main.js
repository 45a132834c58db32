/** The attendee page: finds what is on it and starts it. */

import { startAnnouncements } from "./announcements.js";
import { drop, merge, put } from "./apply.js";
import { Ballots } from "./ballots.js";
import { Clock } from "./clock.js";
import { Composer } from "./composer.js";
import { tell } from "./ledger.js";
import { LiveRegion } from "./live-region.js";
import { startProgramme } from "./programme.js";
import { drawAll } from "./polls.js";
import { Questions } from "./questions.js";
import { startReceipts } from "./receipts.js";
import { refetching, SPREAD } from "./refetch.js";
import { Similar } from "./similar.js";
import { Signals } from "./signals.js";
import { startSince } from "./since.js";
import { Stream } from "./socket.js";
import { Status } from "./status.js";
import { startTabs } from "./tabs.js";
import { count, fill, write } from "./words.js";

const HELD = 500; // frames kept while paused; more and the page is fetched again
const root = document.documentElement;
const base = `/${root.dataset.event}`;
const clock = new Clock();
const region = new LiveRegion();
const status = new Status(region, clock);
const questions = new Questions({ base, region, failed: (text) => status.notice(text) });
const stream = new Stream({ base, cursor: root.dataset.cursor, language: root.lang });
const ballots = new Ballots({ said: (text) => region.say(text), failed: (text) => status.notice(text) });
const signals = new Signals((text) => status.notice(text));
const composer = new Composer(document.querySelector("[data-ask]"), {
  event: root.dataset.event,
  said: (text) => region.say(text),
  sent: () => questions.refreshMine(),
});
new Similar(document.querySelector("[data-ask]"), (text) => region.say(text));
const people = document.querySelector('[data-slot="people"]');
const words = document.querySelector('[data-say="polite"]').dataset;
let held = null; // frames that wait while updates are paused
const refetch = refetching({ stream, status, merge, shown: () => clock.tick() });

/** One frame of the stream, whatever transport brought it. */
function show(frame) {
  if (held) return held.length < HELD ? held.push(frame) : undefined;
  if (frame.now) clock.set(frame.now);
  if (frame.type === "hello") {
    questions.hello(frame.you);
    ballots.are(frame.you?.ballots);
  }
  if (frame.type === "changes") frame.changes.forEach(change);
  if (frame.type === "pulse") pulse(frame);
}

function change({ put: pieces = [], drop: gone = [], say, level, about }) {
  gone.forEach(drop);
  const placed = pieces.map((piece) => put(piece));
  if (placed.includes(false)) refetch();
  if (!about) region.say(say, level === "urgent");
  else if (programme.wants(document.getElementById(about)?.dataset.track)) region.settle(say, about);
  clock.tick();
}

function pulse({ people: n, votes, ledger, signals: said, polls, answered }) {
  tell(ledger);
  if (people && n !== undefined) write(people, count(people, "", n));
  questions.counts(votes ?? {});
  signals.counts(said);
  drawAll({ polls, answered, people: n });
}

/** How to ask has changed; closed, the composer goes, and what says so takes its focus. @param {HTMLElement} line */
function asking(line) {
  region.say(line.textContent.trim());
  const focused = document.activeElement;
  if (focused.closest("[data-ask]") && !focused.checkVisibility()) line.focus({ preventScroll: true });
}

function pause(on, button) {
  button.setAttribute("aria-pressed", String(on));
  const frames = held ?? [];
  held = on ? [] : null;
  clock.paused = region.paused = on;
  status.paused(on);
  if (on) return;
  if (frames.length >= HELD) return refetch();
  frames.forEach(show);
  clock.tick();
}

const button = document.querySelector("[data-pause]");
button.hidden = false;
button.addEventListener("click", () => pause(!held, button));
stream.addEventListener("frame", ({ detail }) => {
  status.heard();
  show(detail);
});
stream.addEventListener("up", () => status.up());
stream.addEventListener("down", () => status.down());
stream.addEventListener("missed", () => {
  status.down();
  refetch(Math.random() * SPREAD);
});
stream.addEventListener("ended", ({ detail }) => status.ended(detail));
document.addEventListener("live:put", ({ target, detail }) => target.classList.toggle("is-fresh", detail.isChanged));
document.addEventListener(
  "live:put",
  ({ target, detail }) => target.id === "asking" && detail.isChanged && asking(target),
);
clock.addEventListener("moment", ({ detail: { phase, session } }) => {
  composer.suggest(phase === "live" ? session.id : "");
  region.say(
    session
      ? fill(words.now, { title: session.element.querySelector("[data-title]").textContent })
      : phase === "after"
        ? words.over
        : "",
  );
});
startAnnouncements();
startReceipts();
startTabs(document.querySelector(".layout"));
startSince(() => stream.cursor);
const programme = startProgramme(clock, (text) => region.say(text));
clock.tick();
stream.open();
