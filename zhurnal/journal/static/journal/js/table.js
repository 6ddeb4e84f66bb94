// @ts-check
// The table itself: built once for a set of columns, then painted row by row. A real <table> with rows in flex.

import { cellName, foldFigures, viewOf } from "./cell-view.js";
import { element } from "./element.js";
import { buildHead } from "./head.js";
import { bandWords, segmentsOf } from "./segments.js";
import { drawFigure, figureOf, statsOf } from "./stats.js";

/**
 * @typedef {import("./page.js").Page} Page
 * @typedef {import("./columns.js").Column} Column
 * @typedef {import("./columns.js").Month} Month
 * @typedef {import("./segments.js").Segment} Segment
 * @typedef {HTMLTableCellElement & {painted?: string, row?: number, col?: number}} Cell
 */

export class Table {
  /** @param {Page} page @param {Month[]} months @param {Column[]} columns */
  constructor(page, months, columns) {
    this.page = page;
    this.months = months;
    this.columns = columns;
    /** @type {Cell[][]} */
    this.cells = [];
    /** @type {Segment[][]} */
    this.segments = [];
    /** @type {Cell[][]} */
    this.stats = [];
    this.head = buildHead(page, months, columns);
    this.body = element("tbody", "grid__body");
    /** @type {HTMLTableRowElement[]} */
    this.rows = [];
    this.element = this.#build();
  }

  #build() {
    const { course } = this.page.data;
    const table = element("table", "grid__table");
    table.setAttribute("role", "grid");
    table.setAttribute("aria-label", `Отметки: ${course.group}, ${course.name}`);
    table.setAttribute("aria-rowcount", String(this.page.students.length + 3));
    table.setAttribute("aria-colcount", String(this.columns.length + 1 + statsOf(this.page).length));
    table.setAttribute("aria-multiselectable", "true");
    this.body.setAttribute("role", "rowgroup");
    this.rows = this.page.students.map((_, row) => this.#buildRow(row));
    this.body.append(...this.rows);
    table.append(this.head, this.body);
    return table;
  }

  /** @param {number} row */
  #buildRow(row) {
    const { name, number } = this.page.students[row];
    const line = element("tr", "grid__row");
    line.setAttribute("role", "row");
    line.setAttribute("aria-rowindex", String(row + 4));
    if (row % 5 === 4) line.classList.add("grid__row--fifth");
    const head = element("th", "grid__name");
    head.scope = "row";
    head.setAttribute("role", "rowheader");
    head.setAttribute("aria-colindex", "1");
    head.append(element("span", "grid__number", String(number)), element("span", "grid__student", name));
    head.title = name;
    const cells = this.columns.map((_, col) => this.#buildCell(row, col));
    const stats = statsOf(this.page).map(({ key }) => {
      const cell = /** @type {Cell} */ (element("td", `grid__stat grid__stat--${key}`));
      cell.setAttribute("role", "gridcell");
      cell.append(element("span", ""));
      cell.row = row;
      cell.dataset.stat = key;
      return cell;
    });
    line.append(head, ...cells, ...stats);
    this.cells[row] = cells;
    this.stats[row] = stats;
    this.paintRow(row);
    return line;
  }

  /** @param {number} row @param {number} col @returns {Cell} */
  #buildCell(row, col) {
    const cell = /** @type {Cell} */ (element("td", "cell"));
    cell.setAttribute("role", "gridcell");
    cell.setAttribute("aria-colindex", String(col + 2));
    cell.tabIndex = -1;
    cell.row = row;
    cell.col = col;
    return cell;
  }

  /** Other columns of the same number: heads anew, rows repainted where they differ. @param {Month[]} months @param {Column[]} columns */
  recolumn(months, columns) {
    this.months = months;
    this.columns = columns;
    const head = buildHead(this.page, months, columns);
    this.head.replaceWith(head);
    this.head = head;
    for (let row = 0; row < this.cells.length; row += 1) this.paintRow(row);
  }

  /** The cell that stands at a place: that of its segment. @param {number} row @param {number} col */
  at(row, col) {
    const first = this.segments[row]?.[col]?.first ?? col;
    return this.cells[row]?.[first];
  }

  /** @param {number} row */
  paintRow(row) {
    const segments = segmentsOf(this.page, row, this.columns);
    this.segments[row] = segments;
    for (let col = 0; col < segments.length; col += 1) this.#paintCell(row, col, segments[col]);
    this.#paintStats(row);
  }

  /** @param {number} row @param {number} col @param {Segment} segment */
  #paintCell(row, col, segment) {
    const cell = this.cells[row][col];
    if (segment.first !== col) {
      if (cell.painted !== "") {
        cell.hidden = true;
        cell.painted = "";
      }
      return;
    }
    const column = this.columns[col];
    const name = cellName(this.page, row, column);
    const classes = `cell ${columnClasses(this.page, column, this.columns[col - 1])} ${segment.kind === "cell" ? "" : `cell--${segment.kind}`}`;
    const view = column.type === "work" && segment.kind !== "off" ? viewOf(this.page, row, column) : null;
    const painted = `${name}|${classes}|${segment.last}|${view ? Object.values(view).join("|") : ""}`;
    if (cell.painted === painted) return;
    cell.painted = painted;
    cell.hidden = false;
    cell.className = view ? `${classes} ${viewClasses(view)}` : classes;
    cell.setAttribute("aria-label", name);
    this.#stretch(cell, segment);
    if (column.type === "work" && column.lesson.lock) cell.setAttribute("aria-readonly", "true");
    else cell.removeAttribute("aria-readonly");
    if (segment.kind === "off") drawBand(cell, this.page.students[row].note, this.columns.slice(segment.first, segment.last + 1));
    else if (column.type === "fold") this.#drawFold(cell, row, column);
    else if (view) drawValue(cell, view);
  }

  /** @param {Cell} cell @param {Segment} segment */
  #stretch(cell, { first, last }) {
    const folds = this.columns.slice(first, last + 1).filter((column) => column.type === "fold").length;
    cell.style.setProperty("--span", String(last - first + 1 - folds));
    cell.style.setProperty("--folds", String(folds));
    if (last > first) cell.setAttribute("aria-colspan", String(last - first + 1));
    else cell.removeAttribute("aria-colspan");
  }

  /** @param {Cell} cell @param {number} row @param {import("./columns.js").FoldColumn} column */
  #drawFold(cell, row, column) {
    const { average, missed, unexplained } = foldFigures(this.page, row, column);
    cell.replaceChildren(element("span", "", average), " ", element("span", unexplained ? "grid__missed is-unexplained" : "grid__missed", missed));
  }

  /** What stands at the right of a row. @param {number} row */
  #paintStats(row) {
    const { to } = this.page.students[row];
    const gone = Boolean(to && to <= this.page.today);
    for (const cell of this.stats[row]) {
      const figure = gone ? { text: "", label: "" } : figureOf(this.page, row, cell.dataset.stat ?? "");
      const painted = `${gone}|${Object.values(figure).join("|")}`;
      if (cell.painted === painted) continue;
      cell.painted = painted;
      cell.classList.toggle("cell--off", gone);
      drawFigure(cell, figure);
    }
  }

  /** What was asked for has come: the figures of all rows, the cells as they are. */
  paintBeside() {
    for (let row = 0; row < this.stats.length; row += 1) this.#paintStats(row);
  }
}

/** @param {Page} page @param {Column} column @param {Column | undefined} before */
function columnClasses(page, column, before) {
  const starts = before && before.month !== column.month;
  if (column.type === "fold") return starts ? "is-month" : "";
  const { lesson, first, span } = column;
  return [
    lesson.date === page.today && "is-today", lesson.lock && lesson.lock.code !== "future_lesson" && "is-locked",
    !first && "is-inner", span > 1 && first && "is-split", starts && "is-month", lesson.cancelled && "is-cancelled",
  ].filter(Boolean).join(" ");
}

/** @param {import("./cell-view.js").View} view */
function viewClasses({ tone, state, corrected }) {
  return [tone && `cell--${tone}`, state && `is-${state}`, corrected && "is-corrected"].filter(Boolean).join(" ");
}

/** @param {Cell} cell @param {import("./cell-view.js").View} view */
function drawValue(cell, { text, raised, tone }) {
  const made = text.startsWith("н/"); // three letters in the narrowest column
  if (!raised && !made && !["unknown", "inexcusable"].includes(tone)) {
    cell.textContent = text;
    return;
  }
  const sign = element("span", made ? "cell__sign cell__sign--made" : "cell__sign", text);
  if (raised) sign.append(element("sup", "", raised));
  cell.replaceChildren(sign);
}

/** The order's number, once in the band. @param {Cell} cell @param {string} note @param {Column[]} columns those it stretches over */
function drawBand(cell, note, columns) {
  const words = bandWords(note, columns);
  cell.replaceChildren(...(words ? [element("span", "cell__note", words)] : []));
  cell.title = note;
}
