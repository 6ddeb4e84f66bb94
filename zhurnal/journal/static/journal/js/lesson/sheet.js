// @ts-check
// One lesson as the page knows it: who is on the list, what stands in each cell. Pure: no DOM, no network.

import { MARKS, isAbsence, lateMinutes } from "../entry.js";
import { isOpen } from "../open-kinds.js";

/**
 * @typedef {{value: string, version: number, flags: number}} Cell
 * @typedef {{slot: number, kind: string, title: string, weight: number, version?: number}} Work  slot from UNNUMBERED: not numbered by the journal yet, without version
 * @typedef {{code: string, short: string, name: string, weight: number, everyone: boolean, closed?: string}} Kind
 * @typedef {{id: string, number: number, name: string}} Student
 * @typedef {"present" | "absent" | "late" | "released" | "announced" | ""} Presence
 */

/** @type {Cell} */
const EMPTY = Object.freeze({ value: "", version: 0, flags: 0 });

export class LessonSheet {
  /** @param {any} data the payload of the page */
  constructor(data) {
    this.data = data;
    this.lesson = data.lessons[0];
    /** @type {Work[]} columns that an empty lesson shows: each comes into being with its first mark */
    this.offered = [];
    /** @type {number[]} slots in the order in which this page showed them first: columns do not jump */
    this.order = [];
    /** @type {Map<number, number>} numbers that new columns got from the journal */
    this.numbers = new Map();
    /** @type {Student[]} */
    this.students = data.students;
    /** @type {Map<string, Kind>} */
    this.kinds = new Map(data.kinds.map((/** @type {Kind} */ kind) => [kind.code, kind]));
    /** @type {Map<string, Cell>} */
    this.cells = new Map();
    for (const [student, , slot, value, version, flags] of data.cells) {
      this.put(this.students[student].id, slot, { value, version, flags });
    }
  }

  /** @returns {Work[]} */
  get works() {
    return this.lesson.works;
  }

  /** What the list shows beside the attendance. @returns {Work[]} */
  get columns() {
    const have = new Set(this.works.map((work) => work.kind));
    this.offered = this.offered.filter((work) => !have.has(work.kind));
    const all = [...this.works, ...this.offered];
    for (const { slot } of all) if (!this.order.includes(slot)) this.order.push(slot);
    return all.sort((one, other) => this.order.indexOf(one.slot) - this.order.indexOf(other.slot));
  }

  /** Whether the column is only offered. @param {Work} work */
  isOffered(work) {
    return this.offered.includes(work);
  }

  /** @param {number} slot @returns {Work | undefined} */
  column(slot) {
    return this.columns.find((work) => work.slot === Math.abs(slot));
  }

  /** A column got its number: what stands in it goes along. @param {number} from @param {number} to */
  renumber(from, to) {
    this.numbers.set(from, to);
    this.order = this.order.map((slot) => (slot === from ? to : slot));
    // After a reload the journal may have told of the column already: then it is not there twice.
    if (this.works.some((work) => work.slot === to)) this.lesson.works = this.works.filter((work) => work.slot !== from);
    for (const work of this.works) if (work.slot === from) work.slot = to;
    for (const [place, cell] of [...this.cells]) {
      const [student, slot] = place.split(":");
      if (Math.abs(Number(slot)) !== from) continue;
      this.cells.delete(place);
      this.put(student, Math.sign(Number(slot)) * to, cell);
    }
  }

  /** The slot under its present number: whoever remembers a new column may have missed its numbering. @param {number} slot */
  slotNow(slot) {
    const now = this.numbers.get(Math.abs(slot));
    return now ? Math.sign(slot) * now : slot;
  }

  /** @param {string} id @returns {Student} */
  student(id) {
    return /** @type {Student} */ (this.students.find((one) => one.id === id));
  }

  /** @param {string} code @returns {Kind} */
  kind(code) {
    return this.kinds.get(code) ?? { code, short: "?", name: code, weight: 100, everyone: false };
  }

  /** Kinds of work that the lesson is offered, beside the one that a column has (`kept`). @param {string} [kept] @returns {Kind[]} */
  openKinds(kept) {
    return [...this.kinds.values()].filter((kind) => kind.code === kept || isOpen(kind, this.lesson.date));
  }

  /** @param {string} student @param {number} slot @returns {Cell} */
  cell(student, slot) {
    return this.cells.get(`${student}:${slot}`) ?? EMPTY;
  }

  /** @param {string} student @param {number} slot @param {Partial<Cell>} change */
  put(student, slot, change) {
    this.cells.set(`${student}:${slot}`, { ...this.cell(student, slot), ...change });
  }

  /** The sign of attendance with its cause where one is known. @param {string} student */
  sign(student) {
    const { value } = this.cell(student, 0);
    return value === "н" ? (this.data.announced[student] ?? value) : value;
  }

  /** What is written in the cell of attendance: «н» with its cause, «о» with minutes; nothing where a tick or a word stands. @param {string} student */
  shownSign(student) {
    const presence = this.presence(student);
    if (presence === "late") return this.cell(student, 0).value;
    if (presence !== "absent" && presence !== "announced") return "";
    const sign = presence === "announced" ? this.data.announced[student] : this.sign(student);
    return sign === "нн" ? "н" : sign; // without a valid cause: told by the line under the letter
  }

  /** Why he is absent, in words. @param {string} student */
  cause(student) {
    return this.data.excused[student] || "причина не известна";
  }

  /** @param {string} student @returns {Presence} */
  presence(student) {
    const { value } = this.cell(student, 0);
    if (isAbsence(value)) return "absent";
    if (lateMinutes(value)) return "late";
    if (value === "осв") return "released";
    if (value === "+" || (this.lesson.roll && !this.data.joined.includes(student))) return "present";
    return this.data.announced[student] ? "announced" : "";
  }

  /** Whether a mark may be written to him: not absent, and not announced as absent. @param {string} student */
  isHere(student) {
    const presence = this.presence(student);
    return presence !== "absent" && presence !== "announced";
  }

  /** Those for whom «Все присутствуют» would write presence. */
  unmarked() {
    return this.students.filter((student) => this.presence(student.id) === "");
  }

  /** Those who are not absent. */
  here() {
    return this.students.filter((student) => this.isHere(student.id));
  }

  /** [slot, value] of what stands in the kinds of work of one student. @param {string} student @returns {[number, string][]} */
  marksOf(student) {
    return this.works
      .map((work) => /** @type {[number, string]} */ ([work.slot, this.cell(student, work.slot).value]))
      .filter(([, value]) => value);
  }

  /** Pairs (mark, weight) of this lesson, отработки among them. @param {string} student */
  weighed(student) {
    return this.works.flatMap((work) =>
      [work.slot, -work.slot]
        .map((slot) => this.cell(student, slot).value)
        .filter((value) => MARKS.includes(value))
        .map((value) => /** @type {[number, number]} */ ([Number(value), work.weight])),
    );
  }

  /** The weighted average of the course in hundredths, this lesson as it stands now; null where nothing counts. @param {string} student */
  average(student) {
    let [total, weights] = this.data.base[student] ?? [0, 0];
    for (const [mark, weight] of this.weighed(student)) {
      total += mark * weight;
      weights += weight;
    }
    return weights ? Math.floor((200 * total + weights) / (2 * weights)) : null;
  }
}
