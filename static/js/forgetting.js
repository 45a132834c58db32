/** "Forget this device": what the pages have kept in the browser goes with the cookie. */

import { the } from "./dom.js";
import { forgetAll } from "./storage.js";

the("[data-forget]").addEventListener("submit", forgetAll);
if (location.hash === "#forget") the("#forget").setAttribute("open", "");
