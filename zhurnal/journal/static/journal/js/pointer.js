// @ts-check
// Mouse and touch in the grid: click, drag, heads, the hover card. Everything here has a key as well.

import { cardIsOpen, closeCard } from "./card.js";
import { showDerivation, showHistory } from "./history-card.js";
import { columnIndex } from "./columns.js";
import { addressOf } from "./ask.js";

const HOVER = 400;

/** @typedef {import("./table.js").Cell} Cell */

/** @param {Event} event @returns {Cell | null} */
const cellOf = (event) => /** @type {Element} */ (event.target).closest?.("td.cell") ?? null;

/**
 * @param {{board: import("./board.js").Board, urls: Record<string, string>, menu: {kind: () => void}, openConflict: () => boolean}} parts
 */
export function startPointer({ board, urls, menu, openConflict }) {
  const { box } = board;
  /** @type {import("./position.js").Place | null} */
  let drag = null;

  box.addEventListener("pointerdown", (event) => {
    const cell = cellOf(event);
    if (!cell || event.button !== 0 || event.pointerType !== "mouse" || cell.col === undefined || cell.row === undefined) return;
    event.preventDefault();
    board.byTouch = false;
    const place = { row: cell.row, col: cell.col };
    if (event.shiftKey) {
      board.select({ anchor: board.selection?.anchor ?? board.place, end: place });
      board.focus();
      return;
    }
    board.go(place);
    drag = place;
  });
  box.addEventListener("pointerover", (event) => {
    const cell = drag && event.buttons & 1 ? cellOf(event) : null;
    if (!cell || !drag || cell.row === undefined || cell.col === undefined) return;
    const end = { row: cell.row, col: cell.col };
    if (board.selection || end.row !== drag.row || end.col !== drag.col) board.select({ anchor: drag, end });
  });
  window.addEventListener("pointerup", () => { drag = null; });

  box.addEventListener("click", (event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    const month = /** @type {HTMLElement | null} */ (target.closest("[data-month]"));
    if (month?.dataset.month) return board.toggleMonth(month.dataset.month);
    const head = /** @type {HTMLElement | null} */ (target.closest("thead [data-col]"));
    if (head) return clickHead(head, event);
    const stat = target.closest("td.grid__stat");
    const row = /** @type {Cell | null} */ (stat)?.row;
    if (stat && row !== undefined) return showDerivation(board, row, stat);
    const cell = cellOf(event);
    if (!cell || cell.row === undefined || cell.col === undefined) return undefined;
    if (board.columns[cell.col]?.type === "fold") return board.toggleMonth(board.columns[cell.col].month);
    if (!event.shiftKey && cell.classList.contains("is-conflict")) return openConflict();
    const touched = /** @type {PointerEvent} */ (event).pointerType !== "mouse" && event.detail > 0;
    if (!touched) return undefined;
    board.byTouch = true;
    board.go({ row: cell.row, col: cell.col });
    return undefined;
  });
  longPress(board, urls);

  /** @param {HTMLElement} head @param {MouseEvent} event */
  const clickHead = (head, event) => {
    const col = Number(head.dataset.col);
    const column = board.columns[col];
    if (column?.type !== "work") return;
    const last = head.classList.contains("grid__day") ? col + column.span - 1 : col;
    board.go({ row: board.place.row, col });
    if (event.ctrlKey || event.metaKey) board.select({ anchor: { row: 0, col }, end: { row: board.page.students.length - 1, col: last } });
    else if (head.classList.contains("grid__kind") && column.work) menu.kind();
  };

  box.addEventListener("dblclick", (event) => {
    const head = /** @type {HTMLElement | null} */ (/** @type {HTMLElement} */ (event.target).closest("thead .grid__day[data-col]"));
    const column = head && board.columns[Number(head.dataset.col)];
    if (column?.type === "work" && urls.lesson) window.location.assign(addressOf(urls.lesson, column.lesson.id));
  });
  startHover(board, urls);
  return { columnOf: (/** @type {string} */ lesson) => columnIndex(board.columns, lesson) };
}

/** A finger held on a cell opens its card. @param {import("./board.js").Board} board @param {Record<string, string>} urls */
function longPress(board, urls) {
  board.box.addEventListener("contextmenu", (event) => {
    const cell = cellOf(event);
    if (!cell || /** @type {PointerEvent} */ (event).pointerType === "mouse" || cell.row === undefined || cell.col === undefined) return;
    event.preventDefault();
    showHistory(board, { row: cell.row, col: cell.col }, urls.cell);
  });
}

/** The card of a cell with something in it, 400 ms after the pointer came to rest; never on touch. @param {import("./board.js").Board} board @param {Record<string, string>} urls */
function startHover(board, urls) {
  /** @type {any} */
  let timer = null;
  /** @type {Element | null} */
  let shown = null;
  board.box.addEventListener("pointerover", (event) => {
    clearTimeout(timer);
    const cell = cellOf(event);
    if (shown && cell !== shown && !cardIsOpen()) closeCard();
    shown = null;
    if (!cell || event.pointerType !== "mouse" || event.buttons || !cell.textContent || cell.classList.contains("cell--off") || cell.classList.contains("cell--fold")) return;
    timer = setTimeout(() => {
      if (cardIsOpen() || cell.row === undefined || cell.col === undefined || board.selection || document.querySelector("dialog[open]")) return;
      shown = cell;
      showHistory(board, { row: cell.row, col: cell.col }, urls.cell);
    }, HOVER);
  });
  board.box.addEventListener("pointerleave", () => {
    clearTimeout(timer);
    if (shown && !cardIsOpen()) closeCard();
    shown = null;
  });
  board.box.addEventListener("keydown", () => clearTimeout(timer));
  board.box.addEventListener("pointerdown", () => clearTimeout(timer));
}
