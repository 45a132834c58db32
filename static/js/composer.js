/** The composer: submits in place, counts, keeps the draft, and sends once what could not be sent at first. */

import { Outbox, deliver, newKey } from "./outbox.js";
import { count, write } from "./words.js";

const NEARLY = 100; // characters left when the count appears

export class Composer {
  #form;
  #text;
  #error;
  #left;
  #draft;
  #outbox;
  #said;
  #sent;
  #template;

  /** @param {HTMLFormElement} form @param {{event: string, said: (text: string) => void, sent: (body: object) => void}} page */
  constructor(form, { event, said, sent }) {
    this.#form = form;
    this.#text = form.elements.text;
    this.#error = form.querySelector('[data-slot="error"]');
    this.#left = form.querySelector('[data-slot="left"]');
    this.#draft = `live:${event}:draft`;
    this.#outbox = new Outbox(event);
    this.#said = said;
    this.#sent = sent;
    this.#template = document.querySelector("template[data-unsent]");
    this.#restore();
    form.addEventListener("submit", (submit) => {
      submit.preventDefault();
      this.#submit();
    });
    form.addEventListener("input", () => this.#changed());
    form.addEventListener(
      "keydown",
      (key) => key.key === "Enter" && (key.ctrlKey || key.metaKey) && form.requestSubmit(),
    );
    form.addEventListener(
      "focusin",
      ({ relatedTarget }) =>
        form.contains(relatedTarget) || requestAnimationFrame(() => form.scrollIntoView({ block: "nearest" })),
    );
    form.elements.session.addEventListener("change", () => {
      form.dataset.chosen = "true";
      this.#about("");
    });
    form.querySelector("[data-no-item]").addEventListener("click", (click) => {
      click.preventDefault();
      this.#about("");
      this.#text.focus();
    });
    document.addEventListener("click", (click) => this.#asked(click));
    for (const letter of this.#outbox.letters) this.#send(letter);
  }

  /** Until the reader chooses, a question is about what is on. @param {string} session id, or "" */
  suggest(session) {
    const select = this.#form.elements.session;
    if (this.#form.dataset.chosen || this.#text.value || this.#form.contains(document.activeElement)) return;
    if ([...select.options].some((option) => option.value === session)) select.value = session;
  }

  #asked(click) {
    const link = click.target.closest("a[data-about]");
    if (!link || click.ctrlKey || click.metaKey || click.shiftKey) return;
    click.preventDefault();
    this.#form.elements.session.value = link.dataset.about;
    this.#form.dataset.chosen = "true";
    const item = link.dataset.item ?? "";
    this.#about(item, item && document.getElementById(`item-${item}`)?.querySelector(".item__text")?.textContent);
    this.#form.dispatchEvent(new CustomEvent("live:show", { bubbles: true }));
    this.#text.focus();
  }

  #about(item, text = "") {
    this.#set("item", item);
    write(this.#form.querySelector('[data-slot="item-text"]'), text);
    this.#form.querySelector('[data-slot="item"]').hidden = !item;
    this.#changed();
  }

  #restore() {
    const kept = JSON.parse(sessionStorage.getItem(this.#draft) ?? "null");
    if (kept?.text && !this.#text.value) {
      for (const [name, value] of Object.entries(kept)) this.#set(name, value);
      this.#form.dataset.chosen = "true";
    }
    this.#changed();
  }

  /** By name; `elements.item` would be a method of the collection. */
  #set(name, value) {
    const field = this.#form.elements.namedItem(name);
    if (field) field.value = value;
  }

  #fields() {
    return Object.fromEntries([...new FormData(this.#form)].map(([name, value]) => [name, String(value)]));
  }

  #changed() {
    const left = Number(this.#text.dataset.longest) - [...this.#text.value].length;
    const name = left < 0 ? "over" : "left";
    write(this.#left, left < NEARLY ? count(this.#left, name, Math.abs(left)) : "");
    this.#left.classList.toggle("is-over", left < 0);
    this.#fail("");
    sessionStorage.setItem(this.#draft, JSON.stringify(this.#fields()));
  }

  #submit() {
    const letter = { key: newKey(), action: this.#form.getAttribute("action"), fields: this.#fields() };
    if (this.#form.ariaBusy === "true") return;
    this.#form.ariaBusy = "true";
    this.#outbox.keep(letter);
    this.#send(letter, true);
  }

  /** @param {import("./outbox.js").Letter} letter @param {boolean} [typed] its words are still in the composer */
  async #send(letter, typed = false) {
    let row = typed ? null : this.#waitingRow(letter);
    const late = () => {
      row ??= this.#waitingRow(letter);
      if (typed) this.#clear();
      if (typed) this.#said(this.#form.dataset.kept);
      typed = false;
    };
    const { ok, body } = await deliver(letter, late);
    this.#outbox.forget(letter);
    row?.remove();
    if (typed) this.#form.ariaBusy = null;
    if (!ok) return this.#refused(letter, body.error ?? {}, typed);
    if (typed) this.#clear();
    this.#said(this.#form.dataset.sent);
    this.#sent(body);
  }

  #refused({ fields }, { message, field }, typed) {
    if (!typed && !this.#text.value) for (const [name, value] of Object.entries(fields)) this.#set(name, value);
    this.#fail(message ?? "", field ?? "text");
    (this.#form.elements[field] ?? this.#text).focus();
  }

  #fail(message, field = "") {
    write(this.#error, message);
    for (const name of ["text", "name"]) this.#form.elements[name].toggleAttribute("aria-invalid", false);
    if (message) this.#form.elements[field]?.setAttribute?.("aria-invalid", "true");
  }

  #clear() {
    this.#form.ariaBusy = null;
    if (this.#form.contains(document.activeElement)) document.activeElement.blur(); // it folds; the keyboard goes on from here
    this.#text.value = "";
    delete this.#form.dataset.chosen;
    this.#about("");
  }

  #waitingRow({ fields }) {
    const row = this.#template.content.firstElementChild.cloneNode(true);
    row.querySelector("[data-text]").textContent = fields.text;
    document.querySelector('[data-list="mine"]').prepend(row);
    document.querySelector("[data-mine]").hidden = false;
    return row;
  }
}
