/** The speaker's page: time left by the server's clock, what is being answered, what most people want to know. */

import { keepAwake } from "../stage/awake.js";
import { Following } from "../stage/follow.js";
import { answering, momentOf } from "../stage/scene.js";
import { hear } from "../heard.js";
import { withDay } from "../day-words.js";
import { the } from "../dom.js";
import { clockIn, count, fill, write, writeIn } from "../words.js";
import { showCue } from "./cue.js";
import { left } from "./left.js";

const TICK = 250; // ms: a second must not be skipped
const root = document.documentElement;
const following = new Following(`/${root.dataset.event}`, root.dataset.now ?? "");
const time = clockIn(root.dataset.zone);
/** What moderators have put at the top, ids. @type {string[]} */
let arranged = [];
/** @param {string} name */
const slot = (name) => the(`[data-slot="${name}"]`);
/** @type {HTMLProgressElement} */
const progress = the('[data-slot="progress"]');

function draw() {
  clock();
  if (!following.state) return;
  const seen = momentOf(following.state, following.now);
  write(slot("event"), following.state.event.title);
  drawTimer(seen, following.now);
  drawAnswering(answering(following.state));
  drawTop(following.state.questions);
}

/** @param {import("../stage/scene.js").Moment} moment @param {number} now */
function drawTimer({ phase, session, next, starts }, now) {
  const timer = slot("timer");
  timer.dataset.phase = phase;
  const isLate = !session && next && next.starts <= now; // by hand: it waits for somebody, not for the clock
  if (session) writeIn(slot("title"), session.title, following.spoken(session));
  else writeIn(slot("title"), slot("title").dataset[isLate ? "late" : phase] ?? "", root.lang);
  const told = left(session?.ends ?? next?.starts ?? starts, now, Boolean(session));
  timer.dataset.pace = told.pace;
  write(slot("left"), told.number);
  write(slot("unit"), slot("unit").dataset[told.unit] ?? "");
  progress.hidden = slot("until").hidden = !session;
  slot("planned").hidden = !isLate;
  if (isLate) write(slot("planned"), fill(slot("planned").dataset.pattern, { time: withDay(next.starts, now, time) }));
  slot("next").hidden = !next;
  if (next) {
    write(slot("next-time"), withDay(next.starts, now, time));
    slot("next-time").hidden = next.starts <= now;
    writeIn(slot("next-title"), next.title, following.spoken(next));
  }
  if (!session) return;
  write(slot("ends"), time(session.ends));
  progress.max = Math.max(1, Math.round((session.ends - session.starts) / 1000));
  progress.value = Math.max(0, Math.floor((now - session.starts) / 1000));
}

/** @param {StateQuestion} question @param {DOMStringMap} words */
const by = ({ number, name }, words) => `${fill(words.number, { number })} · ${name ?? words.anonymous}`;

/** @param {StateQuestion | undefined} question */
function drawAnswering(question) {
  slot("answering").hidden = !question;
  if (!question) return;
  write(slot("answering-text"), question.text);
  write(slot("answering-by"), by(question, slot("top").dataset));
}

/** What is arranged by hand, then pinned, then by votes, then by age; as `queue` of live/rules/questions/marks.py. @param {StateQuestion[]} questions */
function drawTop(questions) {
  const list = slot("top");
  const open = questions.filter(({ status }) => status === "approved");
  const place = (/** @type {StateQuestion} */ { id }) =>
    arranged.includes(id) ? arranged.indexOf(id) : arranged.length;
  open.sort(
    (a, b) => place(a) - place(b) || Number(b.pinned) - Number(a.pinned) || b.votes - a.votes || a.number - b.number,
  );
  const fresh = open.slice(0, Number(list.dataset.most)).map((question) => item(question, list));
  const same = fresh.length === list.children.length && fresh.every((one, i) => one.isEqualNode(list.children[i]));
  if (!same) list.replaceChildren(...fresh);
  slot("none").hidden = fresh.length > 0;
}

/** @param {StateQuestion} question @param {HTMLElement} list */
function item(question, list) {
  const votes = element(
    "span",
    "wanted__votes",
    element("b", "", String(question.votes)),
    element("span", "unseen", count(list, "", question.votes).replace(String(question.votes), "")),
  );
  const text = element("p", "wanted__text", question.text);
  text.dir = "auto";
  return element("li", "wanted", votes, text, element("p", "speaker__by", by(question, list.dataset)));
}

/** @param {string} tag @param {string} name @param {(Node | string)[]} content */
function element(tag, name, ...content) {
  const made = document.createElement(tag);
  if (name) made.className = name;
  made.append(...content);
  return made;
}

function clock() {
  const heard = following.stale;
  slot("clock").classList.toggle("is-stale", heard !== undefined);
  write(
    slot("clock"),
    heard === undefined ? time(following.now) : fill(slot("clock").dataset.stale, { time: time(heard) }),
  );
}

following.on("change", draw);
following.on("pulse", ({ top, cue, signals }) => {
  arranged = top ?? arranged;
  showCue(cue);
  hear(signals);
});
setInterval(draw, TICK);
arranged = (slot("top").dataset.ids ?? "").split(" ").filter(Boolean);
keepAwake();
draw();
following.start();
