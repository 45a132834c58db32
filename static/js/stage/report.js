/** Tells the desk that this screen still shows the event. It has no badge; what it calls itself is made up for as long as the page is open. */

const BEAT = 7000; // ms, as live/rules/desk/stages.py
const name = Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, "0")).join(
  "",
);

/** @param {string} base "/slug" */
export function startReporting(base) {
  const address = `${base}/stage/here`;
  const here = () => {
    if (document.visibilityState === "visible")
      fetch(address, { method: "POST", body: new URLSearchParams({ id: name }) }).catch(() => null); // a lost one is what the desk is to notice
  };
  const gone = () => navigator.sendBeacon(address, new URLSearchParams({ id: name, on: "false" }));
  addEventListener("pagehide", gone);
  addEventListener("pageshow", here);
  document.addEventListener("visibilitychange", () => (document.visibilityState === "visible" ? here() : gone())); // behind the slides nobody sees it, nor misses it
  setInterval(here, BEAT);
}
