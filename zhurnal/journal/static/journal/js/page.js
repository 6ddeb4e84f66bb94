// @ts-check
// The journal's page as this browser knows it: what the journal holds, and over it what was written here. Pure.

import { isAbsence } from "./entry.js";
import { isOpen } from "./open-kinds.js";
import { UNNUMBERED } from "./outbox.js";

/**
 * @typedef {{slot: number, kind: string, title: string, weight: number, version?: number}} Work  `version`: none until the journal numbers it
 * @typedef {{code: string, message: string, ask?: boolean}} Lock
 * @typedef {{id: string, date: string, pair: number, time: string, hours: number, room: string, teacher: string, topic: string,
 *   topic_no: number, topic_version: number, planned?: {id: string, number: number, title: string}, planned_topic?: string,
 *   homework: string, homework_due: string | null, homework_version: number, roll: boolean, roll_version: number,
 *   works: Work[], lock: Lock | null, cancelled?: boolean, future: boolean, open_until: string | null, open_places?: string[],
 *   squares: number[], mine: boolean}} Lesson
 * @typedef {{id: string, number: number, name: string, from: string | null, to: string | null, note: string}} Student
 * @typedef {{code: string, short: string, name: string, weight: number, everyone?: boolean, closed?: string}} Kind
 * @typedef {{value?: string, proposed: string, why: string, reason?: string, ground?: string, likely?: string, sure?: number,
 *   chances?: string, range?: string, facts?: string[]}} Beside  of one student: stats.js
 * @typedef {"" | "unsent" | "conflict"} CellState
 * @typedef {{value: string, version: number, flags: number, held: string, state: CellState}} Cell  `held`: in the journal
 */

export const CORRECTED = 1;

/** @type {Cell} */
const EMPTY = Object.freeze({ value: "", version: 0, flags: 0, held: "", state: /** @type {CellState} */ ("") });

export class Page {
  /** @param {any} data the payload, docs/developer/grid.md */
  constructor(data) {
    this.data = data;
    /** What stands at the right of the rows, by student; null where nobody asks for it. @type {{head: string, rows: Record<string, Beside>} | null} */
    this.beside = null;
    this.small = false; // a phone: the grid is read, marks are written on the lesson's page
    /** @type {string} */
    this.today = data.today;
    /** @type {Student[]} */
    this.students = data.students;
    /** @type {Lesson[]} */
    this.lessons = data.lessons;
    /** @type {Map<string, Kind>} */
    this.kinds = new Map(data.kinds.map((/** @type {Kind} */ kind) => [kind.code, kind]));
    /** @type {Map<string, Cell>} */
    this.cells = new Map();
    /** @type {Map<string, number>} numbers that the journal gave to columns of this page, by lesson and own number */
    this.numbers = new Map();
    this.lastSlot = UNNUMBERED;
    for (const [row, lesson, slot, value, version, flags] of data.cells) {
      this.#set(row, this.lessons[lesson].id, slot, { value, version, flags, held: value, state: "" });
    }
  }

  /** @param {string} id */
  lesson(id) {
    return this.lessons.find((lesson) => lesson.id === id);
  }

  /** The student's row on that day; a second stay is another row. @param {string} student @param {string} day */
  rowOf(student, day) {
    const rows = this.students.flatMap((each, row) => (each.id === student ? [row] : []));
    return rows.find((row) => this.listedOn(row, day)) ?? rows[0] ?? -1;
  }

  /** @param {number} row @param {string} day */
  listedOn(row, day) {
    const { from, to } = this.students[row];
    return (!from || from <= day) && (!to || day < to);
  }

  /** @param {number} row @param {string} lesson @param {number} slot @param {Cell} cell */
  #set(row, lesson, slot, cell) {
    this.cells.set(`${lesson}:${row}:${slot}`, cell);
  }

  /** @param {number} row @param {string} lesson @param {number} slot @returns {Cell} */
  cell(row, lesson, slot) {
    return this.cells.get(`${lesson}:${row}:${slot}`) ?? EMPTY;
  }

  /** Standing values of one student in one lesson by slot. @param {number} row @param {Lesson} lesson */
  valuesOf(row, lesson) {
    /** @type {Record<number, string>} */
    const found = {};
    for (const slot of [0, ...lesson.works.flatMap((work) => [work.slot, -work.slot])]) {
      const { value } = this.cell(row, lesson.id, slot);
      if (value) found[slot] = value;
    }
    return found;
  }

  /** @param {number} row @param {Lesson} lesson */
  isAbsent(row, lesson) {
    return isAbsence(this.cell(row, lesson.id, 0).value);
  }

  /** Written here, not yet in the journal; where a person must choose, my side of it. @param {number} row @param {string} lesson @param {number} slot @param {string} value */
  write(row, lesson, slot, value) {
    const cell = this.cell(row, lesson, slot);
    this.#set(row, lesson, slot, { ...cell, value, state: cell.state === "conflict" ? "conflict" : "unsent" });
  }

  /** The journal holds this now. @param {number} row @param {string} lesson @param {number} slot @param {string} value @param {number} version @param {number} [flags] */
  hold(row, lesson, slot, value, version, flags) {
    const cell = this.cell(row, lesson, slot);
    const corrected = cell.flags | (cell.held && cell.held !== value ? CORRECTED : 0);
    this.#set(row, lesson, slot, { value, version, flags: flags ?? corrected, held: value, state: "" });
  }

  /** The journal took an earlier value of mine; a later one still waits. @param {number} row @param {string} lesson @param {number} slot @param {string} held @param {number} version */
  rebase(row, lesson, slot, held, version) {
    this.#set(row, lesson, slot, { ...this.cell(row, lesson, slot), held, version });
  }

  /** My value stays in sight until I choose. @param {number} row @param {string} lesson @param {number} slot @param {string} held @param {number} version */
  dispute(row, lesson, slot, held, version) {
    this.#set(row, lesson, slot, { ...this.cell(row, lesson, slot), held, version, state: "conflict" });
  }

  /** What was written here did not pass: the journal's value again. @param {number} row @param {string} lesson @param {number} slot */
  revert(row, lesson, slot) {
    const cell = this.cell(row, lesson, slot);
    this.#set(row, lesson, slot, { ...cell, value: cell.held, state: "" });
  }

  /** A column that the journal has not numbered yet. @param {Lesson} lesson @param {string} kind @param {number} [slot] @returns {Work} */
  addWork(lesson, kind, slot) {
    const work = { slot: slot ?? this.#freshSlot(), kind, title: "", weight: this.kinds.get(kind)?.weight ?? 100 };
    lesson.works.push(work);
    lesson.works.sort((a, b) => a.slot - b.slot);
    return work;
  }

  /**
   * A number for a new column that no page has given before: what is remembered under it (a menu that stands open, the queue
   * of another tab) never means a second column. Time first, so that new columns stand in their order.
   */
  #freshSlot() {
    this.lastSlot = Math.max(this.lastSlot + 1, Date.now() * 1000 + Math.floor(Math.random() * 1000));
    return this.lastSlot;
  }

  /** The number of a column by now, for whoever remembers an earlier one; the sign stays. @param {string} lesson @param {number} slot */
  slotNow(lesson, slot) {
    const number = this.numbers.get(`${lesson}:${Math.abs(slot)}`);
    return number === undefined ? slot : Math.sign(slot) * number;
  }

  /** The journal numbered a column: its cells move along. @param {Lesson} lesson @param {number} old @param {number} slot */
  numberWork(lesson, old, slot) {
    this.numbers.set(`${lesson.id}:${old}`, slot);
    const twin = lesson.works.find((each) => each.slot === slot);
    const work = lesson.works.find((each) => each.slot === old);
    if (work && !twin) work.slot = slot;
    else if (work) lesson.works.splice(lesson.works.indexOf(work), 1);
    lesson.works.sort((a, b) => a.slot - b.slot);
    for (const sign of [1, -1]) {
      for (let row = 0; row < this.students.length; row += 1) {
        const key = `${lesson.id}:${row}:${sign * old}`;
        const cell = this.cells.get(key);
        if (!cell) continue;
        this.cells.delete(key);
        this.#set(row, lesson.id, sign * slot, cell);
      }
    }
  }

  /** A column as the journal holds it. @param {Lesson} lesson @param {Work} work */
  setWork(lesson, work) {
    lesson.works = [...lesson.works.filter((each) => each.slot !== work.slot), work].sort((a, b) => a.slot - b.slot);
  }

  /** @param {Lesson} lesson @param {number} slot */
  dropWork(lesson, slot) {
    lesson.works = lesson.works.filter((work) => work.slot !== slot);
  }

  /** Who was on the list that day and is not absent. @param {Lesson} lesson */
  present(lesson) {
    return this.students.flatMap((_, row) => (this.listedOn(row, lesson.date) && !this.isAbsent(row, lesson) ? [row] : []));
  }

  /** Kinds of work that a lesson is offered, beside the one that it has (`kept`). @param {Lesson} lesson @param {string} [kept] @returns {Kind[]} */
  openKinds(lesson, kept) {
    return [...this.kinds.values()].filter((kind) => kind.code === kept || isOpen(kind, lesson.date));
  }

  /** The kind that a first mark makes. @param {Lesson} lesson */
  defaultKind(lesson) {
    const wanted = this.data.settings?.default_work;
    const open = this.openKinds(lesson);
    return (open.find((kind) => kind.code === wanted) ?? open[0])?.code ?? "";
  }
}
