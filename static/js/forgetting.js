/** "Forget this device": what the pages have kept in the browser goes with the cookie, and those that are open begin anew. */

import { the } from "./dom.js";
import { forgetAll } from "./storage.js";
import { forget } from "./worn.js";

the("[data-forget]").addEventListener("submit", forgetAll);
if (new URLSearchParams(location.search).has("forgotten")) forget();
if (location.hash === "#forget") the("#forget").setAttribute("open", "");
