// @ts-check
/* What every page needs. */

import { startAppearance } from "@ui/appearance.js";
import { startDialogs } from "@ui/dialog.js";
import { startFolds } from "@ui/fold.js";
import { startLive } from "@ui/live.js";
import { startLock } from "@ui/lock.js";
import { startMenus } from "@ui/menu.js";
import { startReveal } from "@ui/reveal.js";
import { startSearch } from "@ui/search.js";

startAppearance();
startDialogs();
startFolds();
startMenus();
startReveal();
startLive();
startSearch();
startLock();
