// @ts-check
// Which months fold and how dense the rows are, so that the term fits the window. Pure.

import { monthKey } from "./days.js";

/** @typedef {{row: number, column: number}} Density */

/** @type {Density[]} largest first */
export const DENSITIES = [{ row: 28, column: 28 }, { row: 24, column: 23 }, { row: 22, column: 22 }];
export const FOLD_WIDTH = 58;

/**
 * The largest row at which the whole group fits; a fixed one when the person wants it.
 * @param {number} height room for rows, px
 * @param {number} rows
 * @param {number} [fixed]
 */
export function densityFor(height, rows, fixed = 0) {
  const wanted = DENSITIES.find((density) => density.row === fixed);
  return wanted ?? DENSITIES.find((density) => density.row * rows <= height) ?? DENSITIES[DENSITIES.length - 1];
}

/**
 * The months to fold: the oldest first, never the one of today nor those after it. What a person folded or opened by
 * hand stays so.
 * @param {import("./columns.js").Month[]} months
 * @param {{width: number, column: number, today: string, byHand: Map<string, boolean>}} room  `byHand`: key → folded
 * @returns {Set<string>}
 */
export function foldedMonths(months, { width, column, today, byHand }) {
  const folded = new Set(months.filter((month) => byHand.get(month.key) === true).map((month) => month.key));
  const past = months.filter((month) => month.key < monthKey(today));
  const keep = past.length === months.length ? past.pop() : undefined; // a term of the past keeps its last month open
  for (const month of past) {
    if (widthOf(months, folded, column) <= width) break;
    if (month !== keep && byHand.get(month.key) !== false) folded.add(month.key);
  }
  return folded;
}

/** @param {import("./columns.js").Month[]} months @param {Set<string>} folded @param {number} column */
export function widthOf(months, folded, column) {
  return months.reduce((total, month) => total + (folded.has(month.key) ? FOLD_WIDTH : month.columns * column), 0);
}

/**
 * The last closed day of a month, for «закрыто по 13.11»; "" when none.
 * @param {import("./page.js").Lesson[]} lessons
 */
export function closedThrough(lessons) {
  return lessons.reduce((last, { lock, date }) => (lock?.code === "closed" && date > last ? date : last), "");
}

/**
 * How wide a column may be when the term leaves room: never narrower than the density's, never wider than the widest.
 * @param {number} width room for columns, px
 * @param {{columns: number, folds: number, least: number, most?: number}} needs
 */
export function columnWidth(width, { columns, folds, least, most = DENSITIES[0].column }) {
  if (!columns) return least;
  const even = Math.floor((width - folds * FOLD_WIDTH) / columns);
  return Math.max(least, Math.min(even, Math.max(most, least)));
}
