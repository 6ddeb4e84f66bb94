// @ts-check
// The grid on the screen: its table, its active cell, its range. Who moves calls `go`; who draws beside listens.

import { cellName } from "./cell-view.js";
import { columnIndex, columnsOf, monthsOf, openingColumn, todayColumn } from "./columns.js";
import { monthKey } from "./days.js";
import { columnWidth, densityFor, foldedMonths } from "./months.js";
import { move } from "./position.js";
import { bounds, isRange, placesOf } from "./selection.js";
import { Table } from "./table.js";

/**
 * @typedef {import("./position.js").Place} Place
 * @typedef {import("./selection.js").Selection} Selection
 * @typedef {import("./columns.js").WorkColumn} WorkColumn
 */

export class Board {
  /**
   * @param {import("./page.js").Page} page
   * @param {HTMLElement} box the scrolling box
   * @param {{only?: string}} [options] `only`: one month, for the spread
   */
  constructor(page, box, { only = "" } = {}) {
    this.page = page;
    this.box = box;
    this.only = only;
    /** @type {Map<string, boolean>} */
    this.byHand = new Map();
    /** @type {Place} */
    this.place = { row: 0, col: 0 };
    /** @type {Selection | null} */
    this.selection = null;
    /** @type {Set<() => void>} hear of a new active cell or range */
    this.moved = new Set();
    /** @type {Set<() => void>} hear of a new table */
    this.rebuilt = new Set();
    this.room = { width: 0, height: 0 };
    /** @type {import("./months.js").Density} */
    this.density = { row: 24, column: 23 };
    /** @type {import("./columns.js").Month[]} */
    this.months = [];
    /** @type {import("./columns.js").Column[]} */
    this.columns = [];
    this.table = new Table(page, [], []);
    this.opened = false;
    /** Turns to another month where only one is shown. @type {(way: string) => boolean} */
    this.turn = () => false;
    this.byTouch = false; // the active cell was chosen by a finger: keys are shown beside it
  }

  /** @param {{width: number, height: number}} room px for columns and for rows, at a size of 16 px */
  measure(room) {
    this.room = room;
    this.density = densityFor(room.height, this.page.students.length, Number(this.page.data.settings?.density ?? 0));
    this.box.dataset.density = String(this.density.row);
    this.box.toggleAttribute("data-beside", Boolean(this.page.beside));
  }

  /** Build the table anew, with the active cell where it was. */
  build() {
    const here = this.column;
    const { opened } = this;
    this.#plan();
    this.table = new Table(this.page, this.months, this.columns);
    this.box.replaceChildren(this.table.element);
    this.opened = true;
    const slot = here?.type === "work" ? here.slot : undefined;
    const kept = here?.type === "work" ? columnIndex(this.columns, here.lesson.id, slot) : -1;
    const col = opened && kept >= 0 ? kept : openingColumn(this.columns, this.page.today, this.page.data.now);
    this.place = { row: opened ? this.place.row : this.#firstRow(col), col: Math.max(col, 0) };
    this.selection = null;
    this.#paintPlace();
    if (this.box.scrollWidth > this.box.clientWidth) this.#reveal(this.cell); // today is in view on opening
    for (const hear of this.rebuilt) hear();
    for (const hear of this.moved) hear();
  }

  /** The first student on the list that day: nobody starts in a hatched row. @param {number} col */
  #firstRow(col) {
    const column = this.columns[col];
    if (column?.type !== "work") return 0;
    return Math.max(this.page.students.findIndex((_, row) => this.page.listedOn(row, column.lesson.date)), 0);
  }

  #plan() {
    const all = this.page.lessons.filter((lesson) => !this.only || monthKey(lesson.date) === this.only);
    this.months = monthsOf(all);
    const { width } = this.room;
    const { column } = this.density;
    /** @type {Set<string>} */
    const folded = this.only ? new Set() : foldedMonths(this.months, { width, column, today: this.page.today, byHand: this.byHand });
    this.columns = columnsOf(this.months, folded);
    const wide = columnWidth(width, { columns: this.columns.length - folded.size, folds: folded.size, least: column });
    this.box.style.setProperty("--col", `${wide / 16}rem`);
  }

  /** After works came or went: the same table when the number of columns is the same, else a new one. */
  refresh() {
    const before = this.columns.length;
    const held = this.box.contains(document.activeElement);
    this.#plan();
    if (this.columns.length === before && this.opened) {
      this.table.recolumn(this.months, this.columns);
      this.#paintPlace();
      for (const hear of this.moved) hear();
    } else {
      this.build();
      if (held) this.focus();
    }
  }

  /** @param {Iterable<number>} rows */
  paint(rows) {
    for (const row of new Set(rows)) if (row >= 0) this.table.paintRow(row);
    this.#paintSelection();
    for (const hear of this.moved) hear();
  }

  get column() {
    return this.columns[this.place.col];
  }

  /** The active lesson, or undefined in a folded month. */
  get lesson() {
    return this.column?.type === "work" ? this.column.lesson : undefined;
  }

  get shape() {
    const { table, columns } = this;
    const first = (/** @type {string} */ key) => columns.findIndex((column) => column.month === key);
    const last = (/** @type {string} */ key) => columns.findLastIndex((column) => column.month === key);
    return {
      rows: this.page.students.length,
      cols: columns.length,
      span: (/** @type {number} */ row, /** @type {number} */ col) => table.segments[row][col],
      months: this.months.map(({ key }) => ({ first: first(key), last: last(key) })),
      today: todayColumn(columns, this.page.today, this.page.data.now),
    };
  }

  /** @param {string} way @param {boolean} [extending] */
  move(way, extending = false) {
    if (this.only && !extending && this.turn(way)) return;
    const from = extending ? (this.selection?.end ?? this.place) : this.place;
    let to = move(way, from, this.shape);
    if (extending && way === "down" && to.col !== from.col) to = from;
    if (extending) this.select({ anchor: this.selection?.anchor ?? this.place, end: to });
    else this.go(to);
  }

  /** @param {Place} place @param {{focus?: boolean}} [options] */
  go(place, { focus = true } = {}) {
    this.#unpaintPlace();
    this.place = place;
    this.selection = null;
    this.#paintSelection();
    this.#paintPlace();
    if (focus) this.focus();
    for (const hear of this.moved) hear();
  }

  /** @param {Selection | null} selection */
  select(selection) {
    this.selection = selection && isRange(selection) ? selection : null;
    this.#paintSelection();
    if (this.selection) this.#reveal(this.table.at(this.selection.end.row, this.selection.end.col));
    for (const hear of this.moved) hear();
  }

  /** The places an action is about: the range, or the active cell. */
  get places() {
    return this.selection ? placesOf(this.selection) : [this.place];
  }

  /** The active cell's element. */
  get cell() {
    return this.table.at(this.place.row, this.place.col);
  }

  focus() {
    const { cell } = this;
    if (!cell) return;
    cell.focus({ preventScroll: true });
    this.#reveal(cell);
  }

  /** @param {HTMLElement | undefined} cell */
  #reveal(cell) {
    cell?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  #unpaintPlace() {
    const { cell } = this;
    if (cell) cell.tabIndex = -1;
    cell?.classList.remove("is-active");
    this.table.rows[this.place.row]?.classList.remove("is-current");
  }

  #paintPlace() {
    for (const cell of this.box.querySelectorAll(".is-active, tr.is-current")) cell.classList.remove("is-active", "is-current");
    const { cell } = this;
    if (!cell) return;
    cell.tabIndex = 0;
    cell.classList.add("is-active");
    this.table.rows[this.place.row].classList.add("is-current");
  }

  /** Painting a row anew drops classes of state: put them back. */
  #paintSelection() {
    for (const cell of this.box.querySelectorAll(".is-selected")) {
      cell.classList.remove("is-selected", "is-selected-top", "is-selected-bottom", "is-selected-left", "is-selected-right");
      cell.removeAttribute("aria-selected");
    }
    this.cell?.classList.add("is-active");
    if (!this.selection) return;
    const { top, bottom, left, right } = bounds(this.selection);
    for (let row = top; row <= bottom; row += 1) {
      for (let col = left; col <= right; col += 1) {
        const cell = this.table.at(row, col);
        const { kind } = this.table.segments[row][col];
        if (!cell || kind === "absent" || kind === "off") continue; // passed over by whatever is written
        cell.classList.add("is-selected");
        cell.classList.toggle("is-selected-left", col === left);
        cell.classList.toggle("is-selected-right", col === right);
        cell.setAttribute("aria-selected", "true");
      }
    }
  }

  /** «Ивлева София, 24 ноября, устный опрос, пусто» of the active cell. */
  get name() {
    return this.column ? cellName(this.page, this.place.row, this.column) : "";
  }

  /** Fold or unfold a month by hand. @param {string} key */
  toggleMonth(key) {
    const folded = this.columns.some((column) => column.type === "fold" && column.month === key);
    this.byHand.set(key, !folded);
    const held = this.box.contains(document.activeElement);
    this.build();
    if (held) this.focus();
  }
}
