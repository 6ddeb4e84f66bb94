// @ts-check
// Steps back and forth on the page: each is written anew, and refused when somebody changed the place since.

import { speak } from "@ui/speak.js";
import { toast } from "@ui/toast.js";
import { valueText } from "./cell-view.js";
import { isAbsence } from "./entry.js";

/** @typedef {import("./ledger.js").Change} Change */

export class Steps {
  /** @param {{board: import("./board.js").Board, ledger: import("./ledger.js").Ledger}} parts */
  constructor({ board, ledger }) {
    this.board = board;
    this.ledger = ledger;
    this.page = board.page;
  }

  undo() {
    this.#step(this.ledger.undo.last, "before", () => this.ledger.undo.back(), () => this.ledger.undo.drop(), "Отменено");
  }

  redo() {
    this.#step(this.ledger.undo.next, "after", () => this.ledger.undo.forth(), () => this.ledger.undo.dropNext(), "Возвращено");
  }

  /**
   * @param {import("./undo.js").Step<Change> | null} step @param {"before" | "after"} way
   * @param {() => unknown} done @param {() => unknown} drop @param {string} words
   */
  #step(step, way, done, drop, words) {
    if (!step) return void speak(way === "before" ? "Отменять нечего" : "Возвращать нечего");
    const other = way === "before" ? "after" : "before";
    const changed = step.changes.find((change) => !this.#stands(change, other));
    if (changed) {
      drop();
      const now = changed.kind === "entry" ? valueText(this.page.cell(changed.row, changed.lesson, changed.slot).value) || "пусто" : "другое";
      toast(`Нельзя: клетку с тех пор изменили, сейчас там ${now}.`, { bad: true });
      return;
    }
    const changes = [...step.changes];
    if (way === "before") changes.reverse();
    const wanted = changes.filter((change) => !(change.kind === "work" && change[way] === null && this.#hasMarks(change, changes)));
    const turned = wanted.map((change) => /** @type {Change} */ ({ ...change, before: change[other], after: writable(change[way]) }));
    this.ledger.carryOut(turned, "", { reason: way === "before" ? "Отмена ввода" : "Возврат отменённого", remember: false });
    for (const [index, change] of turned.entries()) if (change.kind === "work") /** @type {any} */ (wanted[index]).slot = change.slot;
    done();
    speak(`${words}: ${step.words}`);
    const first = step.changes.find((change) => change.kind === "entry");
    if (first?.kind === "entry" && step.changes.length < 3) this.#show(first);
  }

  /** @param {import("./ledger.js").EntryChange} change */
  #show({ row, lesson, slot }) {
    const col = this.board.columns.findIndex((column) => column.type === "work" && column.lesson.id === lesson && (column.slot === Math.abs(slot) || slot === 0));
    if (col >= 0) this.board.go({ row, col });
  }

  /** Whether the place still holds what the step left there. @param {Change} change @param {"before" | "after"} side */
  #stands(change, side) {
    const { page } = this;
    const lesson = page.lesson(change.lesson);
    if (!lesson) return false;
    if (change.kind === "roll") return lesson.roll === change[side];
    if (change.kind === "topic") return lesson.topic === change[side].text;
    if (change.kind === "homework") return lesson.homework === change[side].text;
    if (change.kind === "work") return this.#columnStands(lesson, change, change[side]);
    const { value } = page.cell(change.row, change.lesson, change.slot);
    return value === change[side] || (isAbsence(value) && isAbsence(change[side]));
  }

  /**
   * Whether the column is still of the kind and title that the step gave it. One that the step took away, or that it made and
   * another has not removed, may be done and undone: its number may be another by now.
   * @param {import("./page.js").Lesson} lesson @param {import("./ledger.js").WorkChange} change @param {any} value
   */
  #columnStands(lesson, change, value) {
    if (value === null || change.before === null || change.after === null) return true;
    const slot = this.page.slotNow(change.lesson, change.slot);
    const work = lesson.works.find((each) => each.slot === slot);
    return work !== undefined && work.kind === value.kind && work.title === value.title;
  }

  /** A column goes only when it is empty after the step. @param {Change} change @param {Change[]} step */
  #hasMarks(change, step) {
    if (change.kind !== "work") return false;
    const mine = new Set(step.flatMap((each) => (each.kind === "entry" && each.lesson === change.lesson && Math.abs(each.slot) === change.slot ? [`${each.row}:${each.slot}`] : [])));
    return this.page.students.some((_, row) => [change.slot, -change.slot].some((slot) => this.page.cell(row, change.lesson, slot).value && !mine.has(`${row}:${slot}`)));
  }
}

/** «н» with a cause is written back as «н»: the cause is the leader's document. @param {any} value */
const writable = (value) => (typeof value === "string" && isAbsence(value) ? "н" : value);
