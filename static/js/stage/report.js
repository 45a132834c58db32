/**
 * Tells the desk that this screen still shows the event. It has no badge; what it calls itself is made up for as long as
 * the page is open.
 */

import { tellSeen } from "../sending.js";
import { STAGE_REPORTS } from "../shared.js";

const BYTES = crypto.getRandomValues(new Uint8Array(12));
const name = Array.from(BYTES, (byte) => byte.toString(16).padStart(2, "0")).join("");
const isSeen = () => document.visibilityState === "visible";

/** @param {string} base "/slug" */
export function startReporting(base) {
  const address = `${base}/stage/here`;
  const here = () => isSeen() && tellSeen(address, { id: name }); // a lost one is what the desk is to notice
  const gone = () => navigator.sendBeacon(address, new URLSearchParams({ id: name, on: "false" }));
  addEventListener("pagehide", gone);
  addEventListener("pageshow", here);
  document.addEventListener("visibilitychange", () => (isSeen() ? here() : gone())); // behind slides nobody misses it
  setInterval(here, STAGE_REPORTS);
}
