/** Makes an element equal to a fresh one without replacing nodes: focus, caret, selection and open <details> stay. */

const KEEP = new Set(["open"]); // what the reader has opened stays open

/** @param {HTMLElement} old @param {HTMLElement} fresh of the same tag */
export function morph(old, fresh) {
  attributes(old, fresh);
  if (old === document.activeElement && old.matches("input, textarea, select")) return;
  children(old, fresh);
}

/** @param {Element} old @param {Element} fresh */
function attributes(old, fresh) {
  for (const { name, value } of fresh.attributes) {
    if (!KEEP.has(name) && old.getAttribute(name) !== value) old.setAttribute(name, value);
  }
  for (const { name } of [...old.attributes]) {
    if (!KEEP.has(name) && !fresh.hasAttribute(name)) old.removeAttribute(name);
  }
}

/** @param {Element} old @param {Element} fresh */
function children(old, fresh) {
  /** @type {ChildNode | null} */
  let next = old.firstChild;
  for (const child of [...fresh.childNodes]) {
    const match = find(next, child);
    if (!match) {
      old.insertBefore(child, next);
      continue;
    }
    while (next && next !== match) next = discard(next);
    next = match.nextSibling;
    if (match.nodeType === Node.ELEMENT_NODE)
      morph(/** @type {HTMLElement} */ (match), /** @type {HTMLElement} */ (child));
    else if (match.nodeValue !== child.nodeValue) match.nodeValue = child.nodeValue;
  }
  while (next) next = discard(next);
}

/**
 * The first of the remaining old nodes that is the same thing: same id, or same kind of node when neither has one.
 * @param {ChildNode | null} from
 * @param {ChildNode} child
 */
function find(from, child) {
  for (let node = from; node; node = node.nextSibling) {
    if (node.nodeName === child.nodeName && isSame(node, child)) return node;
  }
  return null;
}

/** @param {ChildNode} old @param {ChildNode} fresh */
function isSame(old, fresh) {
  if (!(old instanceof Element) || !(fresh instanceof Element)) return true;
  return old.id || fresh.id ? old.id === fresh.id : old.classList[0] === fresh.classList[0];
}

/** @param {ChildNode} node */
function discard(node) {
  const next = node.nextSibling;
  node.remove();
  return next;
}
