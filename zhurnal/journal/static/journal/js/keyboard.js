// @ts-check
// Keys of the grid put to work.

import { cardIsOpen, closeCard } from "./card.js";
import { showHistory, showDerivation } from "./history-card.js";
import { parse } from "./entry.js";
import { characterOf, intentOf } from "./keymap.js";
import { showKeys } from "./keys-dialog.js";
import { copyFrom, pasteInto } from "./paste.js";
import { column as wholeColumn } from "./selection.js";
import { speak } from "@ui/speak.js";

/**
 * @param {{board: import("./board.js").Board, pen: import("./pen.js").Pen, late: import("./late.js").Late, steps: import("./steps.js").Steps,
 *   menu: {kind: () => void, second: () => void}, explainLock: () => void, regions: (step: number) => void, urls: Record<string, string>,
 *   mayWrite: boolean}} parts
 */
export function startKeyboard({ board, pen, late, steps, menu, explainLock, regions, urls, mayWrite }) {
  /** @type {Record<string, (intent: any) => void>} */
  const acts = {
    move: ({ way, extend }) => board.move(way, extend),
    next: () => (board.column?.type === "fold" ? board.toggleMonth(board.column.month) : board.move("next")),
    back: () => board.move("back"),
    digit: ({ digit }) => pen.digit(digit),
    mark: ({ value }) => pen.mark(value),
    sign: ({ sign }) => (sign === "о" ? startLate() : pen.sign(sign)),
    strike: () => pen.strike(),
    "second-work": () => menu.second(),
    kind: () => menu.kind(),
    lock: explainLock,
    "roll-call": () => pen.rollCall(),
    fill: () => fillDown(board, pen),
    undo: () => steps.undo(),
    redo: () => steps.redo(),
    "select-column": () => board.select(wholeColumn(board.place.col, board.page.students.length)),
    "select-row": () => board.select({ anchor: { row: board.place.row, col: 0 }, end: { row: board.place.row, col: board.columns.length - 1 } }),
    history: () => showHistory(board, board.place, urls.cell, { focus: true }),
    card: () => (board.column?.type === "fold" ? board.toggleMonth(board.column.month) : showHistory(board, board.place, urls.cell, { focus: true })),
    derivation: () => showDerivation(board, board.place.row, board.table.stats[board.place.row][0]),
    keys: showKeys,
    region: () => regions(1),
    "region-back": () => regions(-1),
    escape: () => (board.selection ? board.select(null) : closeCard()),
  };
  const writes = new Set(["digit", "mark", "sign", "strike", "second-work", "kind", "roll-call", "fill", "undo", "redo"]);

  const startLate = () => {
    if (board.column?.type !== "work") return;
    if (explained()) return;
    late.start();
    speak("Опоздал, минуты");
  };

  /** A closed cell explains itself at the first key. */
  const explained = () => {
    const before = board.cell?.getAttribute("aria-readonly");
    if (before) explainLock();
    return Boolean(before);
  };

  /** A key that writes something, but no sign of the journal. @param {string} typed */
  const unknown = (typed) => {
    if (!typed) return;
    if (explained()) return;
    const found = parse(typed.toLowerCase());
    pen.tip("message" in found ? found.message : "Явку отмечают сразу всем: Ctrl и пробел. Отсутствующих — буквой Н.");
  };

  board.box.addEventListener("keydown", (event) => {
    if (!(/** @type {Element} */ (event.target).closest('[role="gridcell"]')) || event.isComposing) return;
    const intent = /** @type {any} */ (intentOf(event));
    if (!intent) {
      if (event.key === "Tab" && late.typing) late.commit();
      if (mayWrite && !cardIsOpen()) unknown(characterOf(event));
      return;
    }
    event.preventDefault();
    if (!cardIsOpen()) closeCard();
    else if (intent.do !== "escape") return undefined; // an open question takes the keys: nothing is written behind it
    if (late.typing) {
      if (intent.do === "digit") return late.digit(intent.digit);
      if (intent.do === "strike") return late.erase();
      if (intent.do === "escape") return late.cancel();
      const written = late.commit();
      if (!written && intent.do !== "move" && intent.do !== "next") return undefined;
    }
    if (writes.has(intent.do) && !mayWrite) {
      explainLock();
      return undefined;
    }
    acts[intent.do]?.(intent);
    return undefined;
  });

  board.box.addEventListener("copy", (event) => copyFrom(board, event));
  board.box.addEventListener("cut", (event) => {
    copyFrom(board, event);
    if (mayWrite) pen.strike();
  });
  board.box.addEventListener("paste", (event) => (mayWrite ? pasteInto(board, pen, event) : event.preventDefault()));
  board.box.addEventListener("focusout", () => late.typing && setTimeout(() => late.typing && !board.box.contains(document.activeElement) && late.commit()));
}

/** Ctrl D: the first value of each column of the range, down. @param {import("./board.js").Board} board @param {import("./pen.js").Pen} pen */
function fillDown(board, pen) {
  if (!board.selection) return;
  const { anchor, end } = board.selection;
  const [top, left] = [Math.min(anchor.row, end.row), Math.min(anchor.col, end.col)];
  const column = board.columns[left];
  if (column.type !== "work") return;
  const presence = board.page.cell(top, column.lesson.id, 0).value;
  const value = board.page.cell(top, column.lesson.id, column.slot).value || presence;
  if (value) pen.fill(value.startsWith("н") && value !== "незач" ? "н" : value);
  else pen.tip("В первой клетке пусто: заполнять нечем");
}
