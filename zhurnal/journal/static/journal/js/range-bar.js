// @ts-check
// The bar of a range: how many cells can be written, of which kind, keys 5 4 3 2 н. Under a finger, for one cell too.

import { cellsWords, editable } from "./fill.js";
import { workName } from "./cell-view.js";
import { element } from "./element.js";
import { placeBy } from "./popover.js";

const KEYS = ["5", "4", "3", "2", "н"];

/**
 * @param {import("./board.js").Board} board
 * @param {(value: string) => void} write
 */
export function startRangeBar(board, write) {
  const bar = element("div", "popover range-bar");
  bar.setAttribute("role", "toolbar");
  bar.setAttribute("aria-label", "Выделенные клетки");
  bar.hidden = true;
  const words = element("span", "range-bar__words");
  const keys = KEYS.map((value) => {
    const key = element("button", `mark ${value === "н" ? "mark--absent" : `mark--${value}`} range-bar__key`, value);
    key.type = "button";
    key.addEventListener("click", () => write(value));
    return key;
  });
  bar.append(words, ...keys);
  document.body.append(bar);
  bar.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    board.select(null);
    board.focus();
  });

  board.moved.add(() => {
    const shown = board.selection !== null || (board.byTouch && board.lesson !== undefined);
    bar.hidden = !shown;
    if (!shown) return;
    const places = editable(board.page, board.columns, board.places);
    const kinds = new Set(places.map(({ col }) => workName(board.page, /** @type {any} */ (board.columns[col]))));
    const kind = kinds.size === 1 ? ` · ${[...kinds][0]}` : kinds.size > 1 ? ` · работ: ${kinds.size}` : "";
    words.replaceChildren(element("b", "", cellsWords(places.length)), kind);
    const { end, anchor } = board.selection ?? { end: board.place, anchor: board.place };
    const low = board.table.at(Math.max(end.row, anchor.row), Math.max(end.col, anchor.col));
    if (low) placeBy(bar, low.getBoundingClientRect(), low.getBoundingClientRect().right > window.innerWidth / 2 ? "end" : "start");
  });
  board.box.addEventListener("scroll", () => { bar.hidden = true; }, { passive: true });
}
