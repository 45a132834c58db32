/** Lays recorded frames over the page that is here with the product's own modules, and says how it then reads. */

const MINE = "mine"; // one's own questions: the page is the same for everybody, and has none
const ALONE = [
  "event-title",
  "asking",
  "about",
  "desk-title",
  "desk-programme-head",
  "desk-programme-undo",
  "desk-counts",
  "desk-running",
  "desk-settings",
  "desk-phrases",
  "desk-poll-about",
  "desk-fairness",
  "desk-queue",
  "desk-labels",
];

/** @param {{frames: object[], fresh: string, js: string}} told `js` is the folder of the modules */
async (told) => {
  const [apply, polls] = [await import(told.js + "apply.js"), await import(told.js + "polls.js")];
  const { rename } = await import(told.js + "titles.js");
  const desk = document.documentElement.dataset.role === "moderator" ? await deskModules() : null;
  const order = await import(told.js + "order.js");
  const homeless = [];

  async function deskModules() {
    const columns = await import(told.js + "desk/columns.js");
    const { Queue } = await import(told.js + "desk/queue.js");
    const { showAnswers } = await import(told.js + "desk/running.js");
    const nothing = () => {};
    return {
      columns,
      showAnswers,
      queue: new Queue({ action: "", undo: null, region: null, clock: null, reached: nothing, sort: columns.sort, look: nothing }),
    };
  }

  function lay(frame) {
    for (const change of frame.changes ?? []) {
      for (const id of change.drop ?? []) apply.drop(id);
      if (!desk) change.put?.forEach(rename);
      for (const put of change.put ?? []) if (put.list !== MINE && !apply.put(put)) homeless.push(put.id);
      if (change.again) apply.merge(apply.parsePage(told.fresh));
    }
    if (frame.type === "pulse") count(frame);
  }

  function count({ votes = {}, polls: results, answered, people }) {
    for (const [id, n] of Object.entries(votes)) {
      const row = document.getElementById(`question-${id}`);
      if (!row) continue;
      row.dataset.votes = String(n);
      row.querySelector("[data-count]").textContent = String(n);
    }
    polls.drawAll({ polls: results, answered, people });
    desk?.showAnswers(results);
  }

  /** As it is when the reader asks for today's order. */
  function arrange() {
    if (desk) {
      desk.columns.sort();
      desk.queue.layOut();
      return;
    }
    const list = apply.listNamed("questions");
    const rows = [...list.children].sort((a, b) => order.compare(order.rank(a), order.rank(b)));
    list.append(...rows);
  }

  /** Attributes in one order: it says nothing which was set first. */
  function sort(element) {
    const all = [...element.attributes].map(({ name, value }) => [name, value]).sort(([a], [b]) => (a < b ? -1 : 1));
    for (const [name] of all) element.removeAttribute(name);
    for (const [name, value] of all) element.setAttribute(name, value);
  }

  const plain = (element) => {
    const copy = element.cloneNode(true);
    for (const own of copy.querySelectorAll("[data-own], [data-people], [data-slot=left]")) own.remove(); // who is here and how long it lasts have only a moment
    copy.removeAttribute("data-next"); // the clock's business
    if (copy.matches(".slot")) for (const seen of copy.querySelectorAll("[name=revision]")) seen.remove(); // sent from the head
    for (const one of [copy, ...copy.querySelectorAll("details")]) one.removeAttribute("open");
    for (const one of [copy, ...copy.querySelectorAll("*")]) sort(one);
    return copy.outerHTML.replace(/\s+/g, " ").replace(/> </g, "><");
  };
  const read = (page) => ({
    lists: Object.fromEntries(
      [...page.querySelectorAll("[data-list]")]
        .filter((list) => list.dataset.list !== MINE)
        .map((list) => [list.dataset.list, [...list.children].map(plain)]),
    ),
    alone: Object.fromEntries(ALONE.map((id) => [id, page.getElementById(id)]).map(([id, one]) => [id, one && plain(one)])),
  });

  told.frames.forEach(lay);
  arrange();
  return { laid: read(document), fresh: read(apply.parsePage(told.fresh)), homeless };
};
