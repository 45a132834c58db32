/** The composer: counts, keeps the draft, knows what a question is about, and hands it over in place. */

import { Asking } from "./asking.js";
import { the } from "./dom.js";
import { tab } from "./storage.js";
import { count, write } from "./words.js";

const NEARLY = 100; // characters left when the count appears
const DRAFT = "draft";

/** @typedef {Record<string, string>} Fields */

export class Composer {
  /** @type {HTMLFormElement} */
  #form;
  /** @type {HTMLTextAreaElement} */
  #text;
  #error;
  #left;
  #asking;

  /** @param {HTMLFormElement} form @param {{said: (text: string | undefined) => void, sent: () => void}} page */
  constructor(form, page) {
    this.#form = form;
    this.#text = form.elements.text;
    this.#error = the('[data-slot="error"]', form);
    this.#left = the('[data-slot="left"]', form);
    this.#asking = new Asking(form, this, page);
    this.#restore();
    form.addEventListener("submit", (submit) => {
      submit.preventDefault();
      this.#asking.ask(this.fields);
    });
    form.addEventListener("input", () => this.#changed());
    form.addEventListener("keydown", (key) => {
      if (key.key === "Enter" && (key.ctrlKey || key.metaKey)) the("button", the(".ask__do", form)).click(); // Safari before 16 has no requestSubmit
    });
    form.addEventListener("focusin", ({ relatedTarget }) => {
      const isInside = relatedTarget instanceof Node && form.contains(relatedTarget);
      if (!isInside) requestAnimationFrame(() => form.scrollIntoView({ block: "nearest" }));
    });
    form.elements.session.addEventListener("change", () => {
      form.dataset.chosen = "true";
      this.#about("");
    });
    the("[data-no-item]", form).addEventListener("click", (click) => {
      click.preventDefault();
      this.#about("");
      this.#text.focus();
    });
    document.addEventListener("click", (click) => this.#asked(click));
    this.#asking.goOn();
  }

  /** Until the reader chooses, a question is about what is on. @param {string} session id, or "" */
  suggest(session) {
    /** @type {HTMLSelectElement} */
    const select = this.#form.elements.session;
    if (this.#form.dataset.chosen || this.#text.value || this.#form.contains(document.activeElement)) return;
    if ([...select.options].some((option) => option.value === session)) select.value = session;
  }

  /** What stands in it. @returns {Fields} */
  get fields() {
    return Object.fromEntries([...new FormData(this.#form)].map(([name, value]) => [name, String(value)]));
  }

  /** Puts words back, unless others are being written. @param {Fields} fields @returns {boolean} whether they are back */
  take(fields) {
    if (this.#text.value && this.#text.value !== fields.text) return false;
    for (const [name, value] of Object.entries(fields)) this.#set(name, value);
    this.#form.dataset.chosen = "true";
    this.#changed();
    return true;
  }

  /** Empties it, of what was sent only: words written since stay. @param {Fields} sent */
  clear(sent) {
    if (this.#text.value !== sent.text) return;
    if (this.#form.contains(document.activeElement)) the("#asking").focus({ preventScroll: true }); // it folds; the keyboard goes on just before it
    this.#text.value = "";
    delete this.#form.dataset.chosen;
    this.#about("");
  }

  /** Why it was not taken, beside the field. @param {string} message @param {string} [field] */
  fail(message, field = "text") {
    write(this.#error, message);
    for (const name of ["text", "name"]) this.#form.elements[name].removeAttribute("aria-invalid");
    if (!message) return;
    const place = this.#form.elements.namedItem(field);
    const at = place instanceof HTMLElement ? place : this.#text;
    at.setAttribute("aria-invalid", "true");
    at.focus();
  }

  /** @param {MouseEvent} click */
  #asked(click) {
    const link = click.target.closest("a[data-about]");
    if (!link || click.ctrlKey || click.metaKey || click.shiftKey) return;
    click.preventDefault();
    this.#choose(link.dataset.about ?? "");
    this.#form.dataset.chosen = "true";
    const item = link.dataset.item ?? "";
    const words = item && document.getElementById(`item-${item}`)?.querySelector(".item__text")?.textContent;
    this.#about(item, words ?? "");
    this.#form.dispatchEvent(new CustomEvent("live:show", { bubbles: true }));
    this.#text.focus();
  }

  /** The list has the sessions that came with the page; one that came later is added. @param {string} session */
  #choose(session) {
    /** @type {HTMLSelectElement} */
    const select = this.#form.elements.session;
    select.value = session;
    const title =
      select.value === session ? null : document.querySelector(`#session-${CSS.escape(session)} [data-title]`);
    if (title) select.add(new Option(title.textContent ?? "", session, false, true));
  }

  /** @param {string} item @param {string} [text] */
  #about(item, text = "") {
    this.#set("item", item);
    write(this.#form.querySelector('[data-slot="item-text"]'), text);
    the('[data-slot="item"]', this.#form).hidden = !item;
    this.#changed();
  }

  #restore() {
    const kept = tab.read(DRAFT, /** @type {Fields} */ ({}));
    if (kept.text && !this.#text.value) this.take(kept);
    else this.#changed();
  }

  /** By name; `elements.item` would be a method of the collection. @param {string} name @param {string} value */
  #set(name, value) {
    const field = this.#form.elements.namedItem(name);
    if (field && "value" in field) field.value = value;
  }

  #changed() {
    const left = Number(this.#text.dataset.longest) - [...this.#text.value].length;
    const name = left < 0 ? "over" : "left";
    write(this.#left, left < NEARLY ? count(this.#left, name, Math.abs(left)) : "");
    this.#left.classList.toggle("is-over", left < 0);
    this.#form.classList.toggle("is-written", Boolean(this.#text.value));
    this.fail("");
    if (this.#text.value) tab.keep(DRAFT, this.fields);
    else tab.forget(DRAFT);
  }
}
