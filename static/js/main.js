/** The attendee page. What follows along comes first; everything else is added to it and cannot take it along. */

import { drop, merge, put, theList } from "./apply.js";
import { Clock } from "./clock.js";
import { isMine, isShown, the } from "./dom.js";
import { LiveRegion } from "./live-region.js";
import { feature, Page } from "./page.js";
import { Pause } from "./pause.js";
import { Refetching, SPREAD } from "./refetch.js";
import { Stream } from "./socket.js";
import { Status } from "./status.js";
import { rename } from "./titles.js";
import { wear } from "./wear.js";
import { count, fill, write } from "./words.js";

const root = document.documentElement;
const base = `/${root.dataset.event}`;
const clock = new Clock();
const region = new LiveRegion();
const status = new Status(region, clock);
const stream = new Stream({ base, cursor: root.dataset.cursor ?? "", language: root.lang, role: "attendee" });
/** Everyone's list, once it is there. @type {import("./questions.js").Questions | undefined} */
let list;
/** What of the programme the page has. @type {import("./days.js").Days | undefined} */
let days;
const refetching = new Refetching({
  stream,
  status,
  merge,
  has: () => (list?.has() ?? "") + (days?.has() ?? ""),
  shown: () => {
    days?.look();
    clock.tick();
  },
});
const page = new Page();
const people = the('[data-slot="people"]');
const words = the('[data-say="polite"]').dataset;
const say = (/** @type {string | undefined} */ text) => region.say(text);
const failed = (/** @type {string | undefined} */ text) => status.notice(text);

/** One frame of the stream, whatever transport brought it. @param {Frame} frame */
function show(frame) {
  if (pause.holds(frame)) return;
  if (frame.type !== "changes" && frame.now) clock.set(frame.now);
  if (frame.type === "changes") frame.changes.forEach(change);
  page.take(frame);
}

/** @param {Change} change */
function change({ put: pieces = [], drop: gone = [], say: text, level, about, quote, total, again }) {
  if (total !== undefined) theList("questions").dataset.total = String(total);
  gone.forEach(drop);
  pieces.forEach(rename);
  const placed = pieces.map((piece) => put(piece));
  if (again || placed.includes(false)) refetching.again(again ? Math.random() * SPREAD : 0);
  if (list && pieces.some(({ id }) => isMine(id))) text = undefined; // it is told as mine
  if (!about) region.say(text, level === "urgent", quote);
  else if (clock.wants(document.getElementById(about)?.dataset.track)) region.settle(text, about, quote);
  clock.tick();
}

/** How to ask has changed; closed, the composer goes, and what says so takes its focus. @param {HTMLElement} line */
function asking(line) {
  region.say(line.textContent?.trim());
  const focused = document.activeElement;
  if (focused?.closest("[data-ask]") && !isShown(focused)) line.focus({ preventScroll: true });
}

const pause = new Pause({
  show: (frame) => refetching.guard(() => show(frame)),
  again: () => refetching.again(),
  turned: (on) => {
    clock.paused = region.paused = on;
    status.paused(on);
    clock.tick();
  },
});
stream.on("frame", (frame) => {
  status.heard();
  refetching.guard(() => show(frame));
});
stream.on("up", () => status.up());
stream.on("down", (isLong) => status.down(isLong));
stream.on("missed", () => {
  status.down();
  refetching.again(Math.random() * SPREAD);
});
stream.on("ended", (code) => status.ended(code));
page.on("pulse", ({ people: n }) => n !== undefined && write(people, count(people, "", n)));
document.addEventListener("live:put", ({ target, detail }) => {
  if (target.id === "event-title") wear(target.dataset.accent);
  target.classList.toggle("is-fresh", detail.isChanged);
  if (target.id === "asking" && detail.isChanged) asking(target);
});
clock.on("moment", ({ phase, session }) => {
  const title = session?.element.querySelector("[data-title]");
  const text = title?.textContent ?? "";
  const quote = { text, lang: title?.closest("[lang]")?.getAttribute("lang") ?? "" };
  region.say(session ? fill(words.now, { title: text }) : phase === "after" ? words.over : "", false, quote);
});
stream.open(); // first of all: while it is answered there is time for the rest
write(document.querySelector("[data-address]"), location.host + location.pathname); // on paper
write(document.querySelector("[data-host]"), location.host);
clock.tick();

feature(import("./anchor.js"), ({ startAnchor }) => startAnchor());
feature(import("./tabs.js"), ({ startTabs }) => startTabs(the(".layout")));
feature(import("./questions.js"), ({ Questions }) => {
  const questions = (list = new Questions({ base, region, failed, page }));
  feature(import("./composer.js"), ({ Composer }) => {
    const composer = new Composer(the("[data-ask]"), { said: say, sent: () => questions.refreshMine() });
    feature(import("./own-questions.js"), ({ startOwnQuestions }) =>
      startOwnQuestions({
        refresh: () => questions.refreshMine(),
        takenBack: (fields) => composer.take(fields),
        failed,
      }),
    );
    clock.on("moment", ({ phase }) => questions.turn(phase));
    clock.on("moment", ({ phase, session }) => composer.suggest(phase === "live" ? (session?.id ?? "") : ""));
  });
});
feature(import("./ballots.js"), ({ Ballots }) => {
  const ballots = new Ballots({ said: say, failed });
  page.onYou((you) => ballots.are(you.ballots));
});
feature(import("./past-polls.js"), ({ startPastPolls }) => startPastPolls(clock));
feature(import("./polls.js"), ({ drawAll }) => page.on("pulse", drawAll));
feature(import("./signals.js"), ({ Signals }) => {
  const signals = new Signals(failed);
  page.on("pulse", (pulse) => signals.counts(pulse.signals));
});
feature(import("./ledger.js"), ({ tell }) => page.on("pulse", ({ ledger }) => tell(ledger)));
feature(import("./announcements.js"), ({ startAnnouncements }) => startAnnouncements());
feature(import("./word-bar.js"), ({ startWordBar }) =>
  startWordBar((text) => {
    clock.mark = text;
    clock.tick();
  }),
);
feature(import("./receipts.js"), ({ startReceipts }) => startReceipts());
feature(import("./programme.js"), ({ startProgramme }) => startProgramme(clock, say));
feature(import("./days.js"), ({ Days, startPrinting }) => {
  days = new Days(clock, () => stream.cursor);
  startPrinting();
});
feature(import("./streams.js"), ({ Streams }) => new Streams(clock));
feature(import("./since.js"), ({ startSince }) => startSince(() => stream.cursor));
feature(import("./similar.js"), ({ Similar }) => new Similar(the("[data-ask]"), say));
feature(import("./keyboard.js"), ({ startKeyboard }) => startKeyboard());
feature(import("./asking-closed.js"), ({ startAskingClosed }) => startAskingClosed(say));
feature(import("./emptiness.js"), ({ startEmptiness }) => startEmptiness());
feature(import("./paper.js"), ({ startPaper }) => startPaper());
feature(import("./copying.js"), ({ startCopying }) => startCopying());
