/** Puts fragments into the document by id. Knows no network; the only place where text becomes HTML. */

import { all, the } from "./dom.js";
import { morph } from "./morph.js";

const policy = globalThis.trustedTypes?.createPolicy("live", { createHTML: (html) => html }) ?? {
  createHTML: (html) => html,
};
/** What waits until the focus leaves what it would take away, by id. @type {Map<string, Piece>} */
const waiting = new Map();
/** Ids of what goes as soon as the focus leaves it, unless it comes back before. @type {Set<string>} */
const leaving = new Set();

/** @param {string} html one element */
function parse(html) {
  const template = document.createElement("template");
  template.innerHTML = policy.createHTML(html);
  return /** @type {HTMLElement} */ (template.content.firstElementChild);
}

/** A page as a document that does nothing. @param {string} html */
export const parsePage = (html) => new DOMParser().parseFromString(policy.createHTML(html), "text/html");

/** @param {string} name */
export const listNamed = (name) => document.querySelector(`[data-list="${CSS.escape(name)}"]`);

/** A list that every page of this kind has. @param {string} name @returns {HTMLElement} */
export const theList = (name) => the(`[data-list="${CSS.escape(name)}"]`);

/** Put one fragment; false when the page has no place for it and must be fetched again. @param {Piece} piece */
export function put({ id, list, html }) {
  const fresh = parse(html);
  const place = list ? listNamed(list) : null;
  if (list && !place) return false;
  const old = document.getElementById(id);
  if (!old && !place) return false;
  if (place && old?.parentElement !== place && !reaches(place, fresh)) return elsewhere(id, place, fresh);
  if (!old && !place?.dispatchEvent(new CustomEvent("live:arrives", { cancelable: true, detail: fresh }))) return true;
  leaving.delete(id);
  const isStale = old !== null && keepFetched(old, fresh);
  if (old && takesFocusAway(old, fresh)) return postpone(old, { id, list, html }, fresh);
  const element = old ?? fresh;
  const isChanged = old !== null && said(old) !== said(fresh);
  if (old) morph(old, fresh);
  if (place) settle(element, place);
  element.dispatchEvent(new CustomEvent("live:put", { bubbles: true, detail: { isNew: !old, isChanged } }));
  if (isStale) element.dispatchEvent(new CustomEvent("live:stale", { bubbles: true }));
  return true;
}

/** A list that is here in part ends at `data-before`; what comes later is fetched when it is asked for. @param {HTMLElement} list @param {HTMLElement} fresh */
const reaches = ({ dataset: { before } }, fresh) => !before || Number(fresh.dataset.sort) < Number(before);

/** It belongs to the part of a list that is not here. @param {string} id @param {HTMLElement} list @param {HTMLElement} fresh */
function elsewhere(id, list, fresh) {
  drop(id);
  list.dispatchEvent(new CustomEvent("live:elsewhere", { bubbles: true, detail: { fresh } }));
  return true;
}

/** What was fetched of a session for this reader stays until it is fetched anew. @param {HTMLElement} old @param {HTMLElement} fresh */
function keepFetched(old, fresh) {
  const [brief, whole] = [fresh.querySelector("p.session__more"), old.querySelector("details.session__more")];
  if (brief && whole) brief.replaceWith(whole.cloneNode(true));
  return Boolean(brief && whole);
}

/** What an element says to everybody: without what is this reader's own. @param {HTMLElement} element */
function said(element) {
  const copy = /** @type {HTMLElement} */ (element.cloneNode(true));
  for (const own of copy.querySelectorAll("[data-own]")) own.remove();
  return copy.textContent;
}

/** @param {string} id */
export function drop(id) {
  const old = document.getElementById(id);
  if (!old) return;
  waiting.delete(id);
  if (old.contains(document.activeElement)) leave(old, id);
  else old.remove();
  document.dispatchEvent(new CustomEvent("live:drop", { detail: { id } }));
}

/** Once the focus is outside of it; from one field to the next it is not. @param {HTMLElement} old @param {string} id */
function leave(old, id) {
  leaving.add(id);
  old.addEventListener(
    "focusout",
    ({ relatedTarget }) => {
      if (!leaving.has(id)) return;
      if (relatedTarget instanceof Node && old.contains(relatedTarget)) leave(old, id);
      else if (leaving.delete(id)) drop(id);
    },
    { once: true },
  );
}

/** @param {HTMLElement} old @param {HTMLElement} fresh */
function takesFocusAway(old, fresh) {
  const focused = document.activeElement;
  return (
    document.hasFocus() && // who is in another window sees it when they come back
    focused !== null &&
    old.contains(focused) &&
    focused !== old &&
    !(focused.id && fresh.querySelector(`#${CSS.escape(focused.id)}`)) &&
    !focused.matches(fresh.querySelector("summary") ? "summary, a, [data-stays]" : "a, [data-stays]")
  );
}

/** `live:waits` tells what will be there. @param {HTMLElement} old @param {Piece} late @param {HTMLElement} fresh */
function postpone(old, late, fresh) {
  if (!waiting.has(late.id)) {
    old.addEventListener(
      "focusout",
      () =>
        setTimeout(() => {
          const last = waiting.get(late.id);
          if (last && waiting.delete(late.id)) put(last);
        }),
      { once: true },
    );
  }
  waiting.set(late.id, late);
  old.dispatchEvent(new CustomEvent("live:waits", { bubbles: true, detail: { fresh } }));
  return true;
}

/**
 * Into its list, at its place. A list whose order is frozen takes new things at its end; `questions.js` orders it when
 * asked.
 * @param {HTMLElement} element
 * @param {HTMLElement} list
 */
function settle(element, list) {
  if (list.dataset.order === "frozen") {
    if (element.parentElement !== list) list.append(element);
    return;
  }
  const others = [...list.children].filter((other) => other !== element);
  const stays = element.parentElement === list && inOrder(list);
  if (!stays) move(list, element, others.find((other) => compare(other, element) > 0) ?? null);
}

/**
 * By `data-sort`; what is equal in that, or has none, by its number; at last by `data-tie` as text.
 * @param {HTMLElement} a
 * @param {HTMLElement} b
 */
function compare({ dataset: a }, { dataset: b }) {
  const [one, other] = [a.tie ?? "", b.tie ?? ""];
  const far = (/** @type {"sort" | "number"} */ by) => Number(a[by] ?? 0) - Number(b[by] ?? 0);
  return far("sort") || far("number") || (one > other ? 1 : one < other ? -1 : 0);
}

/** @param {HTMLElement} list */
const inOrder = (list) => [...list.children].every((child, i, all) => !i || compare(all[i - 1], child) <= 0);

/**
 * Moves without losing focus or state where the browser can.
 * @param {HTMLElement} list
 * @param {HTMLElement} element
 * @param {Element | null} before
 */
export function move(list, element, before) {
  if (element.parentElement === list && element.nextElementSibling === before) return;
  if (list.moveBefore && element.isConnected) return list.moveBefore(element, before);
  const focused = document.activeElement;
  const takesFocus = element.contains(focused);
  list.insertBefore(element, before);
  if (takesFocus) focused?.focus({ preventScroll: true });
}

/** Makes this page equal to a fresh one: lists one by one, then what stands alone. @param {Document} page */
export function merge(page) {
  const names = (/** @type {Document} */ where) =>
    all("#agenda [data-list]", where)
      .map((list) => list.dataset.list)
      .join();
  if (names(page) !== names(document)) morph(the("#agenda"), the("#agenda", page));
  for (const fresh of all("[data-list]", page)) mergeList(fresh);
  for (const id of ["event-title", "asking", "about"]) {
    const [old, fresh] = [document.getElementById(id), page.getElementById(id)];
    if (old && fresh) morph(old, fresh);
  }
}

/** @param {HTMLElement} fresh a list of another document */
export function mergeList(fresh) {
  const name = fresh.dataset.list ?? "";
  const list = listNamed(name);
  if (!list || (name === "mine" && !fresh.children.length)) return;
  for (const name of ["total", "end", "before"]) {
    if (fresh.dataset[name]) list.dataset[name] = fresh.dataset[name];
    else delete list.dataset[name];
  }
  const ids = new Set([...fresh.children].map((child) => child.id));
  for (const child of [...list.children]) if (child.id && !ids.has(child.id)) drop(child.id);
  for (const child of [...fresh.children]) put({ id: child.id, list: name, html: child.outerHTML });
}
