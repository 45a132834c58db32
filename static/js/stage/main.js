/** The stage: draws the scene of the moment from the event's data. Everything typed by people is put in as text. */

import { shown } from "../agenda.js";
import { dayOf, withDay } from "../day-words.js";
import { all, the } from "../dom.js";
import { wear } from "../wear.js";
import { clockIn, count, fill, isolated, write, writeIn, writeLeft } from "../words.js";
import { keepAwake } from "./awake.js";
import { drawBand } from "./band.js";
import { fit } from "./fit.js";
import { Following } from "./follow.js";
import { drawPoll } from "./poll.js";
import { answering, backAt, momentOf, polling, rows, scene, sessionsOf } from "./scene.js";
import { startReporting } from "./report.js";
import { blocks, size } from "./text.js";

const TICK = 1000; // ms
const root = document.documentElement;
const panel = the("[data-panel]");
const band = the("[data-band]");
const transparent = root.dataset.background === "transparent";
const following = new Following(`/${root.dataset.event}`, root.dataset.now ?? "");
const time = clockIn(root.dataset.zone);
let fitted = ""; // what the last fitting was for

/**
 * @template {HTMLElement} [E=HTMLElement]
 * @param {string} name
 * @param {(slot: E) => void} make
 */
const slots = (name, make) => /** @type {E[]} */ (all(`[data-slot="${name}"]`, panel)).forEach(make);
/** @param {string} name @param {string} text */
const tell = (name, text) => slots(name, (slot) => write(slot, text));
/** @param {string} name @param {unknown} on */
const show = (name, on) =>
  slots(name, (slot) => {
    slot.hidden = !on;
  });
/** @param {number} ms */
const minute = (ms) => Math.floor(ms / 60_000); // who begins by hand is never on the second
function draw() {
  const { state, now } = following;
  if (!state) return clock();
  const seen = momentOf(state, now);
  const question = answering(state);
  const poll = polling(state);
  const name = scene(root.dataset.fixed ?? state.event.stage, seen.phase, {
    answering: Boolean(question),
    transparent,
    polling: Boolean(poll),
  });
  tell("event", state.event.title);
  drawLook(state.event);
  if (question) drawQuestion(question);
  if (poll) drawPoll(panel, poll, state.presence?.people);
  drawNow(seen, now);
  drawBreak(seen, now);
  drawRows(state, seen, now);
  slots("starts", (slot) => {
    slot.hidden = seen.phase !== "before";
    write(slot, fill(slot.dataset.pattern, { time: withDay(seen.starts ?? now, now, time) }));
  });
  clock();
  drawBand(band, state, now);
  turn(name);
}

/** The organiser's colour and logo. @param {State["event"]} event */
function drawLook({ accent, logo }) {
  wear(accent);
  /** @param {HTMLImageElement} slot */
  const draw = (slot) => {
    slot.hidden = !logo;
    if (!logo || slot.getAttribute("src") === logo.url) return;
    slot.src = logo.url;
    slot.alt = logo.text;
    for (const ground of ["light", "dark"]) slot.classList.toggle(`logo--${ground}`, logo.ground === ground);
  };
  slots("logo", draw);
}

/** The scene called `name`, made to fit when something about it has changed. @param {string} name */
function turn(name) {
  panel.hidden = !name;
  panel.dataset.shown = name;
  for (const section of all("[data-scene]", panel)) section.hidden = section.dataset.scene !== name;
  const section = panel.querySelector(`[data-scene="${name}"]`);
  const words = section?.textContent?.replace(/\d+/g, ""); // a minute less changes no line
  const look = `${name} ${innerWidth}x${innerHeight} ${band.clientHeight} ${words}`;
  if (section && look !== fitted) fit(section);
  fitted = look;
}

/** @param {StateQuestion} question */
function drawQuestion({ text, number, votes, name }) {
  const words = the('[data-slot="text"]', panel);
  const pieces = blocks(text);
  if (pieces.map(([piece]) => piece).join("\n") !== [...words.children].map((block) => block.textContent).join("\n")) {
    words.replaceChildren(
      ...pieces.flatMap(([piece, goesOn]) => [
        element("span", `scene__block${goesOn ? " scene__block--on" : ""}`, piece),
        " ",
      ]),
    );
    words.dataset.size = String(size(text));
  }
  show("any-votes", votes);
  slots("number", (slot) => write(slot, fill(slot.dataset.pattern, { number })));
  slots("votes", (slot) => write(slot, count(slot, "", votes)));
  slots("name", (slot) => write(slot, name ?? slot.dataset.anonymous));
}

/** @param {import("./scene.js").Moment} moment @param {number} now */
function drawNow({ session, also, next }, now) {
  show("next", next);
  show("next-time", next && next.starts > now);
  tell("next-time", next ? withDay(next.starts, now, time) : "");
  if (next) slots("next-title", (slot) => writeIn(slot, next.title, following.spoken(next)));
  if (!session) return;
  slots("title", (slot) => {
    writeIn(slot, session.title, following.spoken(session));
    slot.dataset.size = String(size(session.title));
  });
  tell("ends", time(session.ends));
  slots("left", (slot) => writeLeft(slot, session.ends - now));
  slots("speakers", (slot) => {
    write(slot, session.speakers.join(", "));
    slot.hidden = !session.speakers.length;
  });
  slots("also", (slot) => {
    write(slot, fill(slot.dataset.pattern, { titles: also.map(({ title }) => isolated(title)).join(" · ") }));
    slot.hidden = !also.length;
  });
  slots("progress", (/** @type {HTMLProgressElement} */ slot) => {
    slot.max = Math.max(1, Math.round((session.ends - session.starts) / 1000));
    slot.value = Math.min(slot.max, Math.max(0, Math.floor((now - session.starts) / 1000)));
  });
}

/** @param {import("./scene.js").Moment} seen @param {number} now */
function drawBreak(seen, now) {
  const back = backAt(seen, now);
  const on = seen.phase === "break" ? seen.session : undefined;
  show("break-signal", on);
  show("break-progress", on);
  tell("break-title", on?.title ?? "");
  slots("break-left", (slot) =>
    write(slot, on && back ? fill(slot.dataset.pattern, { n: Math.ceil((back - now) / 60_000) }) : ""),
  );
  const planned = seen.phase === "between" && !back ? seen.next?.starts : undefined;
  slots("back-label", (slot) => write(slot, slot.dataset[back ? seen.phase : planned ? "late" : "over"]));
  show("back", back);
  tell("back", back ? time(back) : "");
  const day = back ? dayOf(back, now) : "";
  show("back-day", day);
  tell("back-day", day);
  show("planned", planned);
  slots("planned", (slot) =>
    write(slot, planned ? fill(slot.dataset.pattern, { time: withDay(planned, now, time) }) : ""),
  );
}

/** @param {State} state @param {import("./scene.js").Moment} moment @param {number} now */
function drawRows(state, { on }, now) {
  const list = the('[data-slot="rows"]', panel);
  const live = new Set(on.map(({ id }) => id));
  const status = (/** @type {import("./scene.js").Placed} */ session) =>
    live.has(session.id) ? "live" : shown(session, [], now, state.event.advance);
  const fresh = rows(sessionsOf(state), status).map((session) =>
    row(session, status(session), dayOf(session.starts, now), list.dataset),
  );
  const same = fresh.length === list.children.length && fresh.every((item, i) => item.isEqualNode(list.children[i]));
  if (!same) list.replaceChildren(...fresh);
}

/** @param {import("./scene.js").Placed} session @param {string} status @param {string} day @param {DOMStringMap} words */
function row(session, status, day, words) {
  const item = element("li", `row row--${status} row--${session.kind}`);
  const when = element("span", "row__time");
  if (day) when.append(element("span", "row__day", day), " ");
  if (minute(session.starts) !== minute(session.planned) && status !== "cancelled")
    when.append(element("s", "", time(session.planned)), " ");
  when.append(element("time", "", time(session.starts)));
  const title = element("span", "row__title", session.title);
  title.dir = "auto";
  title.lang = following.spoken(session);
  item.append(when, title);
  if (status === "live") item.append(element("span", "row__word signal__word", words.now));
  if (status === "cancelled") item.append(element("span", "row__word", words.cancelled));
  return item;
}

/** @param {string} tag @param {string} name @param {string} [text] */
function element(tag, name, text = "") {
  const made = document.createElement(tag);
  if (name) made.className = name;
  if (text) made.textContent = text;
  return made;
}

/** The clock stands still, dimmed, at the time something was last heard. Nothing else on a stage says that it is alone. */
function clock() {
  const heard = following.stale;
  slots("clock", (slot) => {
    slot.classList.toggle("is-stale", heard !== undefined);
    write(slot, heard === undefined ? time(following.now) : fill(slot.dataset.stale, { time: time(heard) }));
  });
}

following.on("change", draw);
addEventListener("resize", draw);
setInterval(draw, TICK);
keepAwake();
document.fonts.ready.then(() => {
  fitted = "";
  draw();
});
draw();
following.start();
if (!("preview" in root.dataset)) startReporting(`/${root.dataset.event}`);
