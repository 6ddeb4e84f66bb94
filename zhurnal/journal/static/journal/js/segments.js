// @ts-check
// Cells of a row that stand as one: «н» over all works of a lesson, the band of days when a student was not on the list. Pure.

import { DENSITIES, FOLD_WIDTH } from "./months.js";

/**
 * @typedef {{first: number, last: number, kind: "cell" | "absent" | "off" | "fold"}} Segment
 */

/**
 * @param {import("./page.js").Page} page
 * @param {number} row
 * @param {import("./columns.js").Column[]} columns
 * @returns {Segment[]} one entry per column: the segment it belongs to
 */
export function segmentsOf(page, row, columns) {
  /** @type {Segment[]} */
  const found = new Array(columns.length);
  for (let at = 0; at < columns.length; ) {
    const segment = segmentAt(page, row, columns, at);
    for (; at <= segment.last; at += 1) found[at] = segment;
  }
  return found;
}

/** @param {import("./page.js").Page} page @param {number} row @param {import("./columns.js").Column[]} columns @param {number} at @returns {Segment} */
function segmentAt(page, row, columns, at) {
  const column = columns[at];
  if (off(page, row, column)) {
    let last = at;
    while (last + 1 < columns.length && off(page, row, columns[last + 1])) last += 1;
    return { first: at, last, kind: "off" };
  }
  if (column.type === "fold") return { first: at, last: at, kind: "fold" };
  if (page.isAbsent(row, column.lesson)) return { first: at, last: at + column.span - 1, kind: "absent" };
  return { first: at, last: at, kind: "cell" };
}

const LETTER = 6.6; // px, as wide as letters of a caption are on the average
const EDGES = 12;

/**
 * The longest way to say a movement for which its band has room: with the order and its day, without the day, without the order.
 * What is left out is told by the cell's name and by its tip.
 * @param {string} note @param {import("./columns.js").Column[]} columns
 */
export function bandWords(note, columns) {
  const { column } = DENSITIES[DENSITIES.length - 1];
  const room = columns.reduce((total, { type }) => total + (type === "fold" ? FOLD_WIDTH : column), -EDGES);
  const ways = [note, note.replace(/ от \d\d\.\d\d\.\d{4}/g, ""), note.replace(/, приказ [^;]*/g, "")];
  return ways.find((words) => words.length * LETTER <= room) ?? "";
}

/** Not on the list on that day, or on none of a folded month's. @param {import("./page.js").Page} page @param {number} row @param {import("./columns.js").Column} column */
function off(page, row, column) {
  if (column.type === "fold") return column.lessons.every((lesson) => !page.listedOn(row, lesson.date));
  return !page.listedOn(row, column.lesson.date);
}
