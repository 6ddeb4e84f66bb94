// @ts-check
// One lesson as the page knows it: who is on the list, what stands in each cell. Pure: no DOM, no network.

/**
 * @typedef {{value: string, version: number, flags: number}} Cell
 * @typedef {{slot: number, kind: string, title: string, weight: number}} Work
 * @typedef {{code: string, short: string, name: string, weight: number, everyone: boolean}} Kind
 * @typedef {{id: string, number: number, name: string}} Student
 * @typedef {"present" | "absent" | "late" | "released" | "announced" | ""} Presence
 */

/** @type {Cell} */
const EMPTY = Object.freeze({ value: "", version: 0, flags: 0 });
const MARKS = ["5", "4", "3", "2"];

/** @param {string} value */
export function isAbsence(value) {
  return value.startsWith("н") && value !== "незач";
}

/** @param {string} value */
export function isMark(value) {
  return MARKS.includes(value) || value === "зач" || value === "незач";
}

export class LessonSheet {
  /** @param {any} data the payload of the page */
  constructor(data) {
    this.data = data;
    this.lesson = data.lessons[0];
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

  /** @param {string} code @returns {Kind} */
  kind(code) {
    return this.kinds.get(code) ?? { code, short: "?", name: code, weight: 100, everyone: false };
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

  /** @param {string} student @returns {Presence} */
  presence(student) {
    const { value } = this.cell(student, 0);
    if (isAbsence(value)) return "absent";
    if (/^о\d+$/.test(value)) return "late";
    if (value === "осв") return "released";
    if (value === "+" || this.lesson.roll) return "present";
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

/** 343 → «3,43»; nothing → «–». @param {number | null} hundredths */
export function averageWords(hundredths) {
  return hundredths === null ? "–" : `${Math.floor(hundredths / 100)},${String(hundredths % 100).padStart(2, "0")}`;
}
