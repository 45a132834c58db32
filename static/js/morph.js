/** Makes an element equal to a fresh one without replacing nodes: focus, caret, selection and open <details> stay. */

const KEEP = new Set(["open"]); // what the reader has opened stays open

/** @param {Element} old @param {Element} fresh of the same tag */
export function morph(old, fresh) {
  attributes(old, fresh);
  if (old === document.activeElement && old.matches("input, textarea, select")) return;
  children(old, fresh);
}

function attributes(old, fresh) {
  for (const { name, value } of fresh.attributes) {
    if (!KEEP.has(name) && old.getAttribute(name) !== value) old.setAttribute(name, value);
  }
  for (const { name } of [...old.attributes]) {
    if (!KEEP.has(name) && !fresh.hasAttribute(name)) old.removeAttribute(name);
  }
}

function children(old, fresh) {
  let next = old.firstChild;
  for (const child of [...fresh.childNodes]) {
    const match = find(next, child);
    if (!match) {
      old.insertBefore(child, next);
      continue;
    }
    while (next !== match) next = discard(next);
    next = match.nextSibling;
    if (match.nodeType === Node.ELEMENT_NODE) morph(match, child);
    else if (match.nodeValue !== child.nodeValue) match.nodeValue = child.nodeValue;
  }
  while (next) next = discard(next);
}

/** The first of the remaining old nodes that is the same thing: same id, or same kind of node when neither has one. */
function find(from, child) {
  for (let node = from; node; node = node.nextSibling) {
    if (node.nodeName !== child.nodeName) continue;
    if (node.id || child.id ? node.id === child.id : node.classList?.[0] === child.classList?.[0]) return node;
  }
  return null;
}

function discard(node) {
  const next = node.nextSibling;
  node.remove();
  return next;
}
