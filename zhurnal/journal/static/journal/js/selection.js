// @ts-check
// A rectangle of cells between an anchor and an end. Pure.

/** @typedef {import("./position.js").Place} Place */
/** @typedef {{anchor: Place, end: Place}} Selection */

/** @param {Selection} selection */
export function bounds({ anchor, end }) {
  return {
    top: Math.min(anchor.row, end.row), bottom: Math.max(anchor.row, end.row),
    left: Math.min(anchor.col, end.col), right: Math.max(anchor.col, end.col),
  };
}

/** @param {Selection | null} selection @param {number} row @param {number} col */
export function contains(selection, row, col) {
  if (!selection) return false;
  const { top, bottom, left, right } = bounds(selection);
  return row >= top && row <= bottom && col >= left && col <= right;
}

/** The places of a selection, column by column, as a teacher goes down the list. @param {Selection} selection @returns {Place[]} */
export function placesOf(selection) {
  const { top, bottom, left, right } = bounds(selection);
  const found = [];
  for (let col = left; col <= right; col += 1) for (let row = top; row <= bottom; row += 1) found.push({ row, col });
  return found;
}

/** @param {Selection | null} selection */
export function isRange(selection) {
  return selection !== null && (selection.anchor.row !== selection.end.row || selection.anchor.col !== selection.end.col);
}

/** Shift and a movement: the end moves, the anchor stays. @param {Selection | null} selection @param {Place} from @param {Place} to @returns {Selection} */
export function extend(selection, from, to) {
  return { anchor: selection?.anchor ?? from, end: to };
}

/** A whole column. @param {number} col @param {number} rows @param {number} [last] @returns {Selection} */
export function column(col, rows, last = col) {
  return { anchor: { row: 0, col }, end: { row: rows - 1, col: last } };
}
