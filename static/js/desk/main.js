/** The desk: finds what is on it and starts it. */

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
const stream = new Stream({ base: event, cursor: root.dataset.cursor, language: root.lang });
const words = document.querySelector('[data-say="polite"]').dataset;
const storeLine = document.querySelector("[data-store]");
const refetching = new Refetching({
  stream,
  status,
  merge,
  shown: () => {
    clock.tick();
    look();
  },
  denied: () => status.notice(document.querySelector("[data-connection]").dataset.badge),
});

const title = document.title;

/** What the parts of the desk share. */
const desk = {
  base: `${event}/desk`,
  undo: new Undo(),
  region,
  clock,
  reached,
  store: (away) => (storeLine.hidden = !away),
  tell,
  refused,
};
desk.next = new Next(desk);
const moves = new Moves(desk);
const queue = new Queue({
  ...desk,
  action: `${event}/desk/queue`,
  sort: columns.sort,
  look: columns.look,
  join: (row, into) => moves.move(row, "merge", { into: into.dataset.number }),
});
const sort = () => {
  if (!queue.clear()) columns.sort();
};
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

/** In words, where what has been done is told. @param {string} text */
function tell(text) {
  desk.undo.show(text, null);
  region.say(text);
}

/** @param {{message: string} | undefined} error @returns {null} */
function refused(error) {
  tell(error?.message ?? "");
  return null;
}

function show(frame) {
  if (frame.now) clock.set(frame.now);
  if (frame.type === "changes") frame.changes.forEach(change);
  if (frame.type === "pulse") pulse(frame);
}

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

function pulse({ people, connections, votes, doubted, desk, cue, stages, polls, ...room }) {
  for (const [name, n] of Object.entries({ people, connections })) {
    const slot = document.querySelector(`[data-slot="${name}"]`);
    if (n !== undefined) write(slot, count(slot, "", n));
  }
  if (doubted !== undefined) doubt(doubted);
  columns.count(votes ?? {});
  drawAll({ polls, people });
  showAnswers(polls);
  showTeam(desk, (text) => region.say(text));
  showSignals(room, (text, urgent) => region.say(text, urgent));
  entitle();
  showStages(
    stages,
    (ms) => clock.time(ms),
    (text, urgent) => region.say(text, urgent),
  );
  showCue(
    cue,
    (ms) => clock.time(ms),
    (text) => region.say(text),
  );
}

/** Newcomers in a crowd whose votes wait for a moderator. @param {number} n */
function doubt(n) {
  const slot = document.querySelector('[data-slot="doubted"]');
  slot.closest("[data-doubted]").hidden = !n;
  if (n) write(slot, count(slot, "", n));
}

/** What I did is in the store at this cursor; if the stream does not bring it, the page will. @param {string} cursor */
function reached(cursor) {
  setTimeout(() => number(stream.cursor) < number(cursor) && refetching.again(), PATIENCE);
}

const number = (cursor) => Number(/\.(\d+)-/.exec(cursor ?? "")?.[1] ?? 0);

stream.on("frame", (frame) => {
  status.heard();
  refetching.guard(() => show(frame));
});
stream.on("up", () => status.up());
stream.on("down", () => status.down());
stream.on("missed", () => refetching.again(Math.random() * SPREAD));
stream.on("ended", (code) => status.ended(code));
clock.addEventListener(
  "moment",
  ({ detail }) => isTold || region.say(fill(words.now, { title: detail.querySelector("[data-title]").textContent })),
);
document.addEventListener(
  "live:held",
  ({ target, detail }) => target.contains(document.activeElement) && region.say(detail),
);
document.addEventListener("live:piece", ({ detail }) => isNew(detail) && region.newQuestion());

/** Also beyond the window. @param {import("../apply.js").Put} piece */
const isNew = ({ id, html }) =>
  !document.getElementById(id) && html.includes('data-status="pending" data-revision="1"');

if (location.hash.length > 30) history.replaceState(null, "", location.pathname); // a link's token, not needed any more
document.querySelector("[data-rest-for-all]").hidden = false;
startTurns(document.querySelector(".desk__layout"), document.getElementById("questions"));
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
  space: () => desk.next.space(),
  move: (shown, does, fields) => moves.move(shown, does, fields),
});
startTeam((text) => region.say(text));
startCue(
  (ms) => clock.time(ms),
  (text) => region.say(text),
);
startBulk(desk);
startSlips({ base: `${event}/desk`, clock, region });
clock.tick();
look();
stream.open();
