// @ts-check
// What a press on the pad or a key means: the rules are asked first, then it is written, then the next student comes.

import { toast } from "@ui/toast.js";
import { speak } from "@ui/speak.js";
import { isAbsence, isRefusal, parse, placeRefusal, togetherRefusal } from "../entry.js";
import { askReason, sheetDialog } from "./dialogs.js";
import { neighbour, nextStudent } from "./steps.js";
import { cellName } from "./spoken.js";

/** @typedef {import("./desk.js").Desk} Desk */

export class Presses {
  /** @param {Desk} desk @param {{makeupDay: () => string}} tools */
  constructor(desk, tools) {
    this.desk = desk;
    this.tools = tools;
  }

  /** A sign typed or pressed at the active cell. @param {string} typed */
  async press(typed) {
    const { active, sheet } = this.desk;
    if (!active || !this.#mayWrite()) return;
    const { student, slot } = active;
    const sign = parse(typed);
    if (isRefusal(sign)) return this.#refuse(sign.message);
    if (sign.attendance && slot !== 0) return this.attendance(sign.value);
    const absent = slot > 0 && !sheet.isHere(student);
    const place = absent ? -slot : slot;
    const why = placeRefusal(sign, place) ?? (sign.value ? togetherRefusal(sign, place, this.#others(student, place)) : null);
    if (why && why.code !== "not_absent") return why.code === "mark_stands" ? this.#insteadOfMark(student, sign.value) : this.#refuse(why.message);
    if (absent && sheet.presence(student) === "announced") await this.#write([{ student, slot: 0, value: "н" }], "here");
    await this.#write([{ student, slot: place, value: sign.value, on: absent && sign.value ? this.tools.makeupDay() : undefined }]);
  }

  /**
   * «н», «о10», «+» from any column go to the attendance of a student: the active one, unless another is meant.
   * @param {string} value @param {{student?: string, then?: "next" | "stay"}} [about]
   */
  async attendance(value, { student = this.desk.active?.student, then = "next" } = {}) {
    if (!student || !this.#mayWrite()) return;
    const sign = { value, attendance: true };
    const why = togetherRefusal(sign, 0, this.#others(student, 0));
    if (why?.code === "mark_stands") return this.#insteadOfMark(student, value);
    if (why) return this.#refuse(why.message);
    await this.#write([{ student, slot: 0, value }], then);
  }

  /** Strikes out what stands at the active cell. */
  async clear() {
    const { active, sheet } = this.desk;
    if (!active || !this.#mayWrite()) return;
    const { student, slot } = active;
    const made = slot > 0 && sheet.cell(student, -slot).value ? -slot : slot;
    if (!sheet.cell(student, made).value) return;
    const why = made === 0 ? togetherRefusal({ value: "", attendance: true }, 0, this.#others(student, 0)) : null;
    if (why) return this.#refuse(why.message);
    await this.#write([{ student, slot: made, value: "" }], "here");
  }

  /** To the next student of this column. @param {1 | -1} [step] */
  next(step = 1) {
    const { active, sheet } = this.desk;
    if (!active) return;
    const found = nextStudent(sheet, active.student, active.slot, step);
    if (found) this.desk.select(found, active.slot);
    else this.desk.select(active.student, active.slot);
    const here = found ?? active.student;
    speak(found ? cellName(sheet, here, active.slot) : "Список закончился");
  }

  /** The row beside, whoever stands in it. @param {1 | -1} step */
  move(step) {
    const { active, sheet } = this.desk;
    if (active) this.desk.select(neighbour(sheet, active.student, step), active.slot);
  }

  /** @param {string} student @param {number} slot @returns {Record<number, string>} */
  #others(student, slot) {
    const { sheet } = this.desk;
    /** @type {Record<number, string>} */
    const found = {};
    const absent = sheet.presence(student) === "announced" ? "н" : sheet.cell(student, 0).value;
    if (slot !== 0) found[0] = isAbsence(absent) ? "н" : absent;
    for (const work of sheet.works) {
      for (const other of [work.slot, -work.slot]) if (other !== slot) found[other] = sheet.cell(student, other).value;
    }
    return found;
  }

  /** «В этом занятии уже стоит 4. Убрать отметку и поставить н?» @param {string} student @param {string} value */
  async #insteadOfMark(student, value) {
    const marks = this.desk.sheet.marksOf(student);
    const said = marks.map(([, mark]) => mark).join(" и ");
    const answer = await sheetDialog(`В этом занятии уже стоит ${said}. Убрать отметку и поставить н?`, [], [
      { value: "yes", words: "Убрать и поставить н", className: "button button--main" }, { value: "", words: `Оставить ${said}` },
    ]);
    if (answer === "yes") await this.#write([...marks.map(([slot]) => ({ student, slot, value: "" })), { student, slot: 0, value }]);
  }

  /** @param {import("./desk.js").Change[]} changes @param {"next" | "here" | "stay"} [then] the pad goes on, comes here, or stays where it is */
  async #write(changes, then = "next") {
    const { sheet, lesson } = this.desk;
    const corrected = changes.some(({ student, slot, value }) => {
      const before = sheet.cell(student, slot).value;
      return before && (isAbsence(before) ? "н" : before) !== value;
    });
    let reason = "";
    if (corrected && lesson.date < sheet.data.today) {
      reason = await askReason("Запись прошлого дня меняется с причиной: она останется в истории.");
      if (!reason) return;
    }
    const [{ student, slot }] = changes;
    this.desk.write(changes.map((change) => (reason ? { ...change, reason } : change)));
    const written = changes.at(-1)?.value || "пусто";
    if (then === "stay") {
      speak(written);
    } else if (then === "next") {
      const found = this.desk.active && nextStudent(sheet, student, this.desk.active.slot);
      const there = this.desk.active?.slot ?? Math.abs(slot);
      this.desk.select(found ?? student, there);
      speak(found ? `${written}. ${cellName(sheet, found, there)}` : `${written}. Список закончился`);
    } else {
      this.desk.select(student, this.desk.active?.slot ?? Math.abs(slot));
      speak(written);
    }
  }

  #mayWrite() {
    if (this.desk.canWrite) return true;
    this.#refuse(this.desk.lesson.lock?.message ?? this.desk.sheet.data.rights.why_not);
    return false;
  }

  /** @param {string} message */
  #refuse(message) {
    toast(message, { bad: true });
  }
}
