/** The speaker's page: time left by the server's clock, what is being answered, what most people want to know. */

import { keepAwake } from "../stage/awake.js";
import { Following } from "../stage/follow.js";
import { answering, momentOf } from "../stage/scene.js";
import { hear } from "../heard.js";
import { clockIn, count, fill, write } from "../words.js";
import { showCue } from "./cue.js";
import { left } from "./left.js";

const TICK = 250; // ms: a second must not be skipped
const root = document.documentElement;
const following = new Following(`/${root.dataset.event}`, root.dataset.now);
const time = clockIn(root.dataset.zone);
let arranged = []; // what moderators have put at the top, ids
const slot = (name) => document.querySelector(`[data-slot="${name}"]`);

function draw() {
  clock();
  if (!following.state) return;
  const seen = momentOf(following.state, following.now);
  write(slot("event"), following.state.event.title);
  drawTimer(seen, following.now);
  drawAnswering(answering(following.state));
  drawTop(following.state.questions);
}

function drawTimer({ phase, session, next, starts }, now) {
  const timer = slot("timer");
  timer.dataset.phase = phase;
  write(slot("title"), session?.title ?? slot("title").dataset[phase]);
  speaks(slot("title"), session ? spoken(session) : root.lang);
  const told = left(session?.ends ?? next?.starts ?? starts, now, Boolean(session));
  timer.dataset.pace = told.pace;
  write(slot("left"), told.number);
  write(slot("unit"), slot("unit").dataset[told.unit] ?? "");
  for (const name of ["progress", "until"]) slot(name).hidden = !session;
  slot("next").hidden = !next;
  if (next) {
    write(slot("next-time"), time(next.starts));
    write(slot("next-title"), next.title);
    speaks(slot("next-title"), spoken(next));
  }
  if (!session) return;
  write(slot("until"), fill(slot("until").dataset.pattern, { time: time(session.ends) }));
  slot("progress").max = Math.max(1, Math.round((session.ends - session.starts) / 1000));
  slot("progress").value = Math.max(0, Math.floor((now - session.starts) / 1000));
}

const spoken = (session) => session.language || following.state.event.language;

/** A listener hears each title in its own language. */
function speaks(place, language) {
  if (place.lang !== language) place.lang = language;
}

const by = ({ number, name }, words) => `${fill(words.number, { number })} · ${name ?? words.anonymous}`;

function drawAnswering(question) {
  slot("answering").hidden = !question;
  if (!question) return;
  write(slot("answering-text"), question.text);
  write(slot("answering-by"), by(question, slot("top").dataset));
}

/** What is arranged by hand, then pinned, then by votes, then by age; as `queue` of live/rules/questions/marks.py. */
function drawTop(questions) {
  const list = slot("top");
  const open = questions.filter(({ status }) => status === "approved");
  const place = ({ id }) => (arranged.includes(id) ? arranged.indexOf(id) : arranged.length);
  open.sort(
    (a, b) => place(a) - place(b) || Number(b.pinned) - Number(a.pinned) || b.votes - a.votes || a.number - b.number,
  );
  const fresh = open.slice(0, Number(list.dataset.most)).map((question) => item(question, list));
  const same = fresh.length === list.children.length && fresh.every((one, i) => one.isEqualNode(list.children[i]));
  if (!same) list.replaceChildren(...fresh);
  slot("none").hidden = fresh.length > 0;
}

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

following.addEventListener("change", draw);
following.addEventListener("pulse", ({ detail }) => {
  arranged = detail.top ?? arranged;
  showCue(detail.cue);
  hear(detail.signals);
});
setInterval(draw, TICK);
arranged = slot("top").dataset.ids.split(" ").filter(Boolean);
keepAwake();
draw();
following.start();
