/** When a moderator asks what is like a question, it is listed where it can be joined. */

import { parsePage } from "../apply.js";
import { askedPage } from "../sending.js";

document.addEventListener(
  "toggle",
  async ({ target }) => {
    const place = target.open && target.querySelector(":scope [data-similar]");
    if (!place) return;
    const { status, html } = await askedPage(place.dataset.similar);
    if (status !== 200 || place.contains(document.activeElement)) return;
    const found = [...parsePage(html).querySelectorAll("[data-similar-list] > *")];
    place.replaceChildren(place.querySelector("a"), ...found.map((one) => document.adoptNode(one)));
  },
  true,
);
