/** When a moderator looks closer at a question, those like it are listed where they can be joined. */

import { parsePage } from "../apply.js";

document.addEventListener(
  "toggle",
  async ({ target, newState }) => {
    const place = newState === "open" && target.querySelector?.(":scope [data-similar]");
    if (!place) return;
    const answer = await fetch(place.dataset.similar, { headers: { accept: "text/html" } }).catch(() => null);
    const found = answer?.ok && parsePage(await answer.text()).querySelectorAll("[data-similar-list] > *");
    if (!found || place.contains(document.activeElement)) return;
    place.replaceChildren(place.querySelector("a"), ...[...found].map((one) => document.adoptNode(one)));
  },
  true,
);
