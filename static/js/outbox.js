/** What has been sent and not yet acknowledged, so that it survives a reload in this tab. */

import { tab } from "./storage.js";

const NAME = "outbox";

/** @typedef {import("./sending.js").Letter} Letter */

export class Outbox {
  /** @returns {Letter[]} */
  get letters() {
    return tab.read(NAME, []);
  }

  /** @param {Letter} letter */
  keep(letter) {
    tab.keep(NAME, [...this.letters.filter(({ key }) => key !== letter.key), letter]);
  }

  /** @param {Letter} letter */
  forget({ key }) {
    tab.keep(
      NAME,
      this.letters.filter((other) => other.key !== key),
    );
  }
}
