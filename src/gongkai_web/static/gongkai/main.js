// Every page works without this. It adds dropping files, answers without a new page, and a keyboard for the tables.
import { setUpBenches } from "./bench.js";
import { setUpBusy } from "./busy.js";
import { setUpDesk } from "./desk.js";
import { setUpEditors } from "./editor.js";
import { setUpFiles } from "./files.js";
import { setUpLeaving } from "./leaving.js";
import { setUpMenus } from "./menus.js";
import { setUpPrinting } from "./printing.js";
import { setUpQueue } from "./queue.js";
import { setUpSwitches } from "./switches.js";
import { setUpDrop } from "./upload.js";

for (const element of document.querySelectorAll("[data-needs-script]")) element.hidden = false;
document.querySelector("[data-focus]")?.focus();

setUpDrop();
setUpBenches();
setUpQueue();
setUpDesk();
setUpSwitches();
setUpBusy();
setUpFiles();
setUpEditors();
setUpPrinting();
setUpLeaving();
setUpMenus();
