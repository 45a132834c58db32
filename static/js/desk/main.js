/** The desk: finds what is on it and starts it. */

import { the } from "../dom.js";
import { LiveRegion } from "../live-region.js";
import { drawAll } from "../polls.js";
import { Refetching, SPREAD } from "../refetch.js";
import { Stream } from "../socket.js";
import { Status } from "../status.js";
import { count, fill, write } from "../words.js";
import { DeskClock } from "./clock.js";
import * as columns from "./columns.js";
import "./announcements.js";
import "./copy.js";
import "./replies.js";
import "../rehearsal.js";
import "./similar.js";
import "./tools.js";
import { startFind } from "./find.js";
import { startHands, whenReleased } from "./hands.js";
import { banish, merge, place, remove, startHold } from "./hold.js";
import { startKeys } from "./keys.js";
import { Moves } from "./moves.js";
import { Next } from "./next.js";
import { startPane } from "./pane.js";
import { startProgramme } from "./programme.js";
import { showAnswers } from "./running.js";
import { startSlips } from "./slips.js";
import { showCue, startCue } from "./cue.js";
import { alarm, showSignals } from "./signals.js";
import { showStages } from "./stages.js";
import { startLabels } from "./labels.js";
import { Queue } from "./queue.js";
import { startBulk } from "./bulk.js";
import { showTeam, startTeam } from "./team.js";
import { startTurns } from "./turns.js";
import { Undo } from "./undo.js";

const PATIENCE = 1500; // ms in which the stream should bring what was just done
const root = document.documentElement;
const event = `/${root.dataset.event}`;
const clock = new DeskClock();
const region = new LiveRegion();
const status = new Status(region, clock);
const stream = new Stream({ base: event, cursor: root.dataset.cursor ?? "", language: root.lang });
const words = the('[data-say="polite"]').dataset;
const storeLine = the("[data-store]");
const refetching = new Refetching({
  stream,
  status,
  merge,
  shown: () => {
    clock.tick();
    look();
    arrive(Infinity); // a page holds all there is
  },
  denied: () => status.notice(the("[data-connection]").dataset.badge),
});

const title = document.title;
/** @type {Say} */
const say = (text, urgent) => region.say(text, urgent);
/** @type {TimeOfDay} */
const time = (ms) => clock.time(ms);

/** @type {Desk} */
const desk = {
  base: `${event}/desk`,
  undo: new Undo(),
  region,
  clock,
  reached,
  store: (away) => void (storeLine.hidden = !away),
  tell,
  refused,
};
const next = new Next(desk);
const moves = new Moves(desk, next);
const queue = new Queue({
  ...desk,
  action: `${event}/desk/queue`,
  sort: columns.sort,
  look: columns.look,
  join: (row, into) => moves.move(row, "merge", { into: into.dataset.number ?? "" }),
});
const sort = () => {
  if (!queue.clear()) columns.sort();
};
/** What waits for the stream to have come this far. @type {{far: number, come: () => void}[]} */
let awaited = [];
let isTold = false; // what is on now has been said with the move that changed it

function look() {
  queue.layOut();
  columns.settle();
  columns.look();
  entitle();
}

/** In a tab among others one sees that people cannot hear, and how many questions wait. */
function entitle() {
  const waiting = columns.total("inbox");
  document.title = [alarm() && `❗ ${alarm()} –`, waiting && `(${waiting})`, title].filter(Boolean).join(" ");
}

/** In words, where what has been done is told. @param {string | undefined} text */
function tell(text) {
  desk.undo.show(text, null);
  region.say(text);
}

/** @param {Refusal | undefined} error @returns {null} */
function refused(error) {
  tell(error?.message ?? "");
  return null;
}

/** @param {Frame} frame */
function show(frame) {
  if (frame.now) clock.set(frame.now);
  if (frame.type === "changes") frame.changes.forEach(change);
  if (frame.type === "pulse") pulse(frame);
}

/** @param {Change} change */
function change({ put = [], drop = [], say }) {
  drop.forEach(remove);
  if (put.map(place).includes(false)) refetching.again();
  region.say(say);
  whenReleased(() => {
    isTold = Boolean(say);
    clock.tick();
    isTold = false;
    look();
  });
}

/** @param {Pulse} pulse */
function pulse({ people, connections, votes, doubted, desk, cue, stages, polls, ...room }) {
  for (const [name, n] of Object.entries({ people, connections })) {
    const slot = the(`[data-slot="${name}"]`);
    if (n !== undefined) write(slot, count(slot, "", n));
  }
  if (doubted !== undefined) doubt(doubted);
  columns.count(votes ?? {});
  drawAll({ polls, people });
  showAnswers(polls);
  showTeam(desk, say);
  showSignals(room, say);
  entitle();
  showStages(stages, time, say);
  showCue(cue, time, say);
}

/** Newcomers in a crowd whose votes wait for a moderator. @param {number} n */
function doubt(n) {
  const slot = the('[data-slot="doubted"]');
  the("[data-doubted]").hidden = !n;
  if (n) write(slot, count(slot, "", n));
}

/** What I did is in the store at this cursor; if the stream does not bring it, the page will. @param {string} cursor @returns {Promise<void>} */
function reached(cursor) {
  const far = number(cursor);
  setTimeout(() => number(stream.cursor) < far && refetching.again(), PATIENCE);
  return new Promise((come) => {
    awaited.push({ far, come });
    arrive(number(stream.cursor));
  });
}

/** @param {number} here */
function arrive(here) {
  for (const { far, come } of awaited) if (far <= here) come();
  awaited = awaited.filter(({ far }) => far > here);
}

/** @param {string} cursor */
const number = (cursor) => Number(/\.(\d+)-/.exec(cursor)?.[1] ?? 0);

stream.on("frame", (frame) => {
  status.heard();
  refetching.guard(() => show(frame));
  arrive(number(stream.cursor));
});
stream.on("up", () => status.up());
stream.on("down", (isLong) => status.down(isLong));
stream.on("missed", () => refetching.again(Math.random() * SPREAD));
stream.on("ended", (code) => status.ended(code));
clock.on("moment", ({ element }) => {
  if (!isTold) region.say(fill(words.now, { title: the("[data-title]", element).textContent ?? "" }));
});
document.addEventListener(
  "live:held",
  ({ target, detail }) => target.contains(document.activeElement) && region.say(detail),
);
document.addEventListener("live:piece", ({ detail }) => isNew(detail) && region.newQuestion());

/** Also beyond the window. @param {Piece} piece */
const isNew = ({ id, html }) =>
  !document.getElementById(id) && html.includes('data-status="pending" data-revision="1"');

if (location.hash.length > 30) history.replaceState(null, "", location.pathname); // a link's token, not needed any more
the("[data-rest-for-all]").hidden = false;
startTurns(the(".desk__layout"), the("#questions"));
startHold(columns.isBeyond);
startHands((list) => {
  banish(list);
  look();
});
columns.startColumns({ order: () => queue.ids, sort });
startFind((text) => region.settle(text, "found"));
startProgramme();
startLabels();
startPane();
startKeys({
  undo: () => desk.undo.key(() => moves.offer()),
  sort,
  space: () => next.space(),
  move: (shown, does, fields) => moves.move(shown, does, fields),
});
startTeam(say);
startCue(time, say);
startBulk(desk);
startSlips(desk);
clock.tick();
look();
stream.open();
