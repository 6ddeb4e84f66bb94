// @ts-check
// Cells of a row that stand as one: «н» over all works of a lesson, the band of days when a student was not on the list. Pure.

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

/** Not on the list on that day, or on none of a folded month's. @param {import("./page.js").Page} page @param {number} row @param {import("./columns.js").Column} column */
function off(page, row, column) {
  if (column.type === "fold") return column.lessons.every((lesson) => !page.listedOn(row, lesson.date));
  return !page.listedOn(row, column.lesson.date);
}
