/** Our pages are HTML: what a selector finds in them is an HTML element, unless its tag says more. */

interface ParentNode {
  querySelector<K extends keyof HTMLElementTagNameMap>(selectors: K): HTMLElementTagNameMap[K] | null;
  querySelector<E extends HTMLElement = HTMLElement>(selectors: string): E | null;
  querySelectorAll<K extends keyof HTMLElementTagNameMap>(selectors: K): NodeListOf<HTMLElementTagNameMap[K]>;
  querySelectorAll<E extends HTMLElement = HTMLElement>(selectors: string): NodeListOf<E>;
}

interface Element {
  closest<K extends keyof HTMLElementTagNameMap>(selector: K): HTMLElementTagNameMap[K] | null;
  closest<E extends HTMLElement = HTMLElement>(selectors: string): E | null;
}

interface HTMLElement {
  readonly children: HTMLCollectionOf<HTMLElement>;
  readonly firstElementChild: HTMLElement | null;
  readonly lastElementChild: HTMLElement | null;
  readonly nextElementSibling: HTMLElement | null;
  readonly previousElementSibling: HTMLElement | null;
  /** Not in every browser yet. */
  moveBefore?(element: Element, before: Node | null): void;
}

interface DocumentFragment {
  readonly children: HTMLCollectionOf<HTMLElement>;
  readonly firstElementChild: HTMLElement | null;
}

interface Document {
  readonly activeElement: HTMLElement | null;
}

/** A form's fields by their names: which kind each is, its template knows. */
interface HTMLFormControlsCollection {
  [name: string]: any;
}

/** These happen on elements only. */
interface SubmitEvent {
  readonly target: HTMLFormElement;
}

interface MouseEvent {
  readonly target: HTMLElement;
}

interface KeyboardEvent {
  readonly target: HTMLElement;
}

interface FocusEvent {
  readonly target: HTMLElement;
}

/** A form's fields have been gathered. */
interface FormDataEvent {
  readonly target: HTMLFormElement;
}

/** What our own scripts tell each other. */
interface LivePut extends CustomEvent<{ isNew: boolean; isChanged: boolean }> {
  readonly target: HTMLElement;
}

interface LiveWaits extends CustomEvent<{ fresh: HTMLElement }> {
  readonly target: HTMLElement;
}

interface LiveElsewhere extends CustomEvent<{ fresh: HTMLElement }> {
  readonly target: HTMLElement;
}

interface LiveStale extends CustomEvent<null> {
  readonly target: HTMLElement;
}

interface LiveHeld extends CustomEvent<string> {
  readonly target: HTMLElement;
}

interface LiveShow extends CustomEvent<null> {
  readonly target: HTMLElement;
}

/** A piece for the desk has come, whether or not there is a place for it in a window. */
interface LivePiece extends CustomEvent<Piece> {}

interface LiveEventMap {
  "live:put": LivePut;
  "live:waits": LiveWaits;
  "live:elsewhere": LiveElsewhere;
  "live:stale": LiveStale;
  "live:drop": CustomEvent<{ id: string }>;
  "live:held": LiveHeld;
  "live:show": LiveShow;
  "live:piece": LivePiece;
  "live:chosen": CustomEvent<null>;
  "live:counted": CustomEvent<null>;
  "live:labelled": CustomEvent<null>;
  "live:done": CustomEvent<null>;
  "live:read": CustomEvent<null>;
  "live:answered": CustomEvent<null>;
}

interface DocumentEventMap extends LiveEventMap {}
interface HTMLElementEventMap extends LiveEventMap {}

interface Window {
  readonly trustedTypes?: { createPolicy(name: string, rules: { createHTML(html: string): string }): HtmlPolicy };
}

interface HtmlPolicy {
  createHTML(html: string): string;
}

declare var trustedTypes: Window["trustedTypes"];
