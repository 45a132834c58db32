/** Finding what the templates print. */

/**
 * What has to be there: where it is not, the page is broken, and the error names it.
 * @template {HTMLElement} [E=HTMLElement]
 * @param {string} selector
 * @param {ParentNode} [where]
 * @returns {E}
 */
export function the(selector, where = document) {
  const found = where.querySelector(selector);
  if (!found) throw new Error(`missing: ${selector}`);
  return /** @type {E} */ (found);
}

/**
 * @template {HTMLElement} [E=HTMLElement]
 * @param {string} selector
 * @param {ParentNode} [where]
 * @returns {E[]}
 */
export const all = (selector, where = document) => [...where.querySelectorAll(/** @type {any} */ (selector))];

/**
 * The element that something happened in, or one around it.
 * @template {HTMLElement} [E=HTMLElement]
 * @param {Event} event
 * @param {string} selector
 * @returns {E | null}
 */
export const around = ({ target }, selector) => (target instanceof Element ? target.closest(selector) : null);

/**
 * A fresh copy of the one element in a `<template>`.
 * @param {string} selector of the template
 * @param {ParentNode} [where]
 */
export function printed(selector, where = document) {
  const template = /** @type {HTMLTemplateElement} */ (the(selector, where));
  return /** @type {HTMLElement} */ (template.content.firstElementChild?.cloneNode(true));
}

/**
 * Whether an element is on the screen's page at all: nothing around it is hidden, folded or in a part not shown.
 * `checkVisibility` says the same, in browsers from 2024 on only.
 * @param {Element | null | undefined} element
 */
export const isShown = (element) =>
  Boolean(element?.getClientRects().length) && !element?.closest("details:not([open]) > :not(summary:first-of-type)");

/** Whether a row of everyone's list is a question that this reader asked. @param {string} id of the row */
export const isMine = (id) =>
  id.startsWith("question-") && document.getElementById(id.replace("question", "mine")) !== null;
