/**
 * Who this page is until a cookie says so: a badge that the server gave it when its stream opened, held in memory, by the
 * other pages of this browser too. What is done with it first makes it the cookie; until that is answered the tab keeps
 * it, so that whoever loads the page again meanwhile is nobody else (docs/decisions/looking-stores-nothing.md).
 */

import { tab } from "./storage.js";

const HEADER = "x-live-badge"; // as in live/worn.py
const CHANNEL = "live:badge";
const FIRST = "live:first"; // a lock among the pages of this browser
const KEPT = "badge";
const event = document.documentElement.dataset.event;

/**
 * A badge, and the ticket with which a stream is opened as whoever wears it. `since`: when it was given (ms); of several
 * pages the eldest badge becomes everybody's. 0: it has become the cookie.
 * @typedef {{badge: string, ticket: string, since: number}} Worn
 */

/** @type {Worn | null} */
let mine = left();
let isKnown = false; // by a cookie
let isShared = false; // with another page
let shown = ""; // the ticket with which the stream was opened last
/** Opens the stream anew; `forGood`: as somebody else. @type {(forGood: boolean) => void} */
let reopen = () => {};
/** @type {BroadcastChannel | undefined} */
let channel;

/** To go with everything that is asked for. @returns {Record<string, string>} */
export const headers = () => (mine ? { [HEADER]: mine.badge } : {});

/**
 * Does something as whom this page is. Until a cookie says so, one page of this browser after the other: the second goes
 * as whom the answer to the first has made the cookie. Without locks (as over plain http, or where site data is blocked) at once.
 * @template T
 * @param {AbortSignal} signal for how long its turn is waited for
 * @param {(headers: Record<string, string>) => Promise<T>} act
 * @returns {Promise<T>}
 */
export async function acting(signal, act) {
  const go = () => {
    if (mine?.since) tab.keep(KEPT, mine);
    return act(headers());
  };
  if (isKnown || mine?.since === 0 || !navigator.locks) return go();
  let isMyTurn = false;
  const turn = () => {
    isMyTurn = true;
    return go();
  };
  return navigator.locks.request(FIRST, { signal }, turn).catch((reason) => {
    if (isMyTurn || signal.aborted) throw reason;
    return go();
  });
}

/** Puts the ticket into the query of a stream that has one. @param {URLSearchParams} query */
export function showTicket(query) {
  if (!query.has("ticket")) return;
  shown = mine?.ticket ?? "";
  query.set("ticket", shown);
}

/** Whether whom this page is goes with it: no cookie has it, and no other page. */
export const isPassing = () => Boolean(mine?.since) && !isShared;

/** @param {(forGood: boolean) => void} open */
export function startWearing(open) {
  reopen = open;
  listen();
  addEventListener("pagehide", fallSilent);
  addEventListener("pageshow", ({ persisted }) => persisted && listen());
}

/**
 * What `hello` says of the badge: nothing while the ticket holds, null when a cookie says who this is, or a new one.
 * @param {{badge?: string | null, ticket?: string}} you
 * @returns {boolean} whether the stream has to open anew, since another page has given this one its badge meanwhile
 */
export function given({ badge, ticket = "" }) {
  if (badge === undefined) return false;
  isKnown = badge === null;
  if (mine && badge && mine.ticket !== shown) {
    reopen(true);
    return true;
  }
  mine = badge ? { badge, ticket, since: Date.now() } : null;
  isShared = false;
  tell();
  return false;
}

/** Tells what is stored by nobody and is no act: that something was seen. @type {typeof acting} */
export const looking = async (_, tell) => tell(headers());

/** What became of the badge that came with something done. @param {Response} answer one of ours @param {Record<string, string>} sent its headers */
export function answered(answer, sent) {
  tab.forget(KEPT);
  const became = answer.headers.get(HEADER);
  if (became === "other") return become(null);
  if (!mine || sent[HEADER] !== mine.badge) return;
  if (became === "known") {
    mine = null;
    isKnown = true;
  }
  if (became === "kept" && mine?.since) {
    mine.since = 0;
    tell(true);
  }
}

/** This device was forgotten: the pages that are open begin anew. */
export function forget() {
  listen();
  channel?.postMessage({ forgotten: true });
  fallSilent();
}

function listen() {
  if (!globalThis.BroadcastChannel) return;
  channel = new BroadcastChannel(CHANNEL);
  channel.onmessage = ({ data }) => hear(data);
  channel.postMessage({ asks: event });
}

function fallSilent() {
  channel?.close();
  channel = undefined;
}

/** @param {boolean} [kept] it has just become the cookie, also for pages of other events */
function tell(kept = false) {
  if (mine) channel?.postMessage({ of: event, worn: mine, kept });
}

/** @param {{asks?: string, of?: string, worn?: Worn, kept?: boolean, forgotten?: boolean}} said by another page */
function hear({ asks, of, worn, kept, forgotten }) {
  if (forgotten) return become(null);
  if (isKnown) return;
  if (mine && asks === event) {
    isShared = true;
    tell();
  }
  if (worn && of === event) meet(worn);
  else if (worn && kept) become(null);
}

/** What this tab wore when its page was left with something on its way. @returns {Worn | null} */
function left() {
  const kept = tab.read(KEPT, { badge: "", ticket: "", since: 0 });
  return kept.badge ? kept : null;
}

/** Another page of this event wears a badge: the eldest is everybody's. @param {Worn} theirs */
function meet(theirs) {
  if (!mine) mine = theirs;
  else if (theirs.badge === mine.badge) mine.since = Math.min(mine.since, theirs.since);
  else if (isElder(theirs, mine)) become(theirs);
  else tell();
  isShared = true;
}

/** @param {Worn} one @param {Worn} other */
const isElder = (one, other) => one.since < other.since || (one.since === other.since && one.badge < other.badge);

/** @param {Worn | null} worn null: whomever the cookie names, or somebody new */
function become(worn) {
  const forGood = isPassing();
  mine = worn;
  isKnown = isShared = false;
  reopen(forGood);
}
