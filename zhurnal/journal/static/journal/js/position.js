// @ts-check
// Where a key leads in the grid. Pure; cases: tests/cases/position.json.

/**
 * @typedef {{row: number, col: number}} Place
 * @typedef {{rows: number, cols: number, span: (row: number, col: number) => {first: number, last: number},
 *   months: {first: number, last: number}[], today: number}} Shape  `today`: column of today's lesson or −1
 */

/** @param {number} value @param {number} size */
const inside = (value, size) => Math.max(0, Math.min(value, size - 1));

/**
 * The place a movement leads to.
 * @param {string} way left right up down next back home end start finish page-up page-down today
 * @param {Place} place
 * @param {Shape} shape
 * @returns {Place}
 */
export function move(way, place, shape) {
  const { row, col } = place;
  const { rows, cols } = shape;
  if (!rows || !cols) return place;
  const here = shape.span(row, col);
  switch (way) {
    case "left": return { row, col: shape.span(row, inside(here.first - 1, cols)).first };
    case "right": return { row, col: inside(here.last + 1, cols) > here.last ? here.last + 1 : here.first };
    case "up": return { row: inside(row - 1, rows), col };
    case "down":
    case "next": return row + 1 < rows ? { row: row + 1, col } : here.last + 1 < cols ? { row: 0, col: here.last + 1 } : place;
    case "back": return row > 0 ? { row: row - 1, col } : here.first > 0 ? { row: rows - 1, col: here.first - 1 } : place;
    case "home": return { row, col: 0 };
    case "end": return { row, col: cols - 1 };
    case "start": return { row: 0, col: 0 };
    case "finish": return { row: rows - 1, col: cols - 1 };
    case "page-up": return { row, col: monthBeside(shape, col, -1) };
    case "page-down": return { row, col: monthBeside(shape, col, 1) };
    case "today": return shape.today < 0 ? place : { row, col: shape.today };
    default: return place;
  }
}

/** The same place in the month before or after; its first column when there is no such one. @param {Shape} shape @param {number} col @param {number} step */
function monthBeside(shape, col, step) {
  const at = shape.months.findIndex((month) => month.first <= col && col <= month.last);
  const target = shape.months[at + step];
  if (!target) return step < 0 ? (shape.months[at]?.first ?? col) : (shape.months[at]?.last ?? col);
  return target.first;
}

/**
 * After a mark: the next row that can take one («down», «right» or «stay» by the person's wish). Rows without a place for a
 * mark (absent, not on the list) are passed over; below the last student, the top of the next column.
 * @param {"down" | "right" | "stay"} wish
 * @param {Place} place
 * @param {Shape} shape
 * @param {(row: number, col: number) => boolean} takes
 */
export function afterMark(wish, place, shape, takes) {
  if (wish === "stay") return place;
  if (wish === "right") return move("right", place, shape);
  for (let row = place.row + 1; row < shape.rows; row += 1) if (takes(row, place.col)) return { row, col: place.col };
  const below = move("down", { row: shape.rows - 1, col: place.col }, shape);
  return below.col === place.col ? place : below;
}
