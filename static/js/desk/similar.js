/** When a moderator asks what is like a question, it is listed where it can be joined. */

import { parsePage } from "../apply.js";
import { all, the } from "../dom.js";
import { askedPage } from "../sending.js";

document.addEventListener(
  "toggle",
  async ({ target }) => {
    const place = target instanceof HTMLDetailsElement && target.open && target.querySelector("[data-similar]");
    if (!place) return;
    const { status, html } = await askedPage(place.dataset.similar ?? "");
    if (status !== 200 || place.contains(document.activeElement)) return;
    const found = all("[data-similar-list] > *", parsePage(html));
    place.replaceChildren(the("a", place), ...found.map((one) => document.adoptNode(one)));
  },
  true,
);
