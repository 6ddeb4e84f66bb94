// @ts-check
// Writing by hand: one cell or a range, with the questions that belong to it.

import { speak } from "@ui/speak.js";
import { toast } from "@ui/toast.js";
import { plural } from "@ui/words.js";
import { showTip } from "./card.js";
import { valueText, workName } from "./cell-view.js";
import { dayMonth } from "./days.js";
import { MARKS } from "./entry.js";
import { filledWords, replaceWords, sortPlaces } from "./fill.js";
import { changesOf, dropNewWorks, nextAbsence, planWrite } from "./plan.js";
import { afterMark } from "./position.js";
import { askReason, askYes } from "./question.js";
import { lessonLock, needsReason, whyNot } from "./rights.js";

/**
 * @typedef {import("./ledger.js").Change} Change
 * @typedef {import("./columns.js").WorkColumn} WorkColumn
 */

export class Pen {
  /**
   * @param {{board: import("./board.js").Board, ledger: import("./ledger.js").Ledger,
   *   explain: (lock: import("./page.js").Lock, lesson?: import("./page.js").Lesson) => void, openConflict: () => boolean, steps: import("./steps.js").Steps}} parts
   */
  constructor({ board, ledger, explain, openConflict, steps }) {
    this.board = board;
    this.ledger = ledger;
    this.page = board.page;
    this.explain = explain;
    this.openConflict = openConflict;
    this.steps = steps;
  }

  /** @param {string} text */
  tip(text) {
    const { cell } = this.board;
    if (cell) showTip(cell, text);
    speak(text, "assertive");
  }

  /** A digit: writes at once and goes on. @param {string} digit */
  digit(digit) {
    if (MARKS.includes(digit)) return this.mark(digit);
    this.tip(digit === "1" ? "В колледже нет отметки 1" : "Отметки — 5, 4, 3 и 2");
    return undefined;
  }

  /** @param {string} value */
  mark(value) {
    return this.board.selection ? this.fill(value) : this.write(value, true);
  }

  /** «Н», «С». @param {"н" | "осв"} sign */
  sign(sign) {
    const { board, page } = this;
    if (board.selection) return this.fill(sign);
    const { column, place } = board;
    if (!column || column.type === "fold") return undefined;
    if (sign !== "н") return this.write(sign, false);
    const standing = page.cell(place.row, column.lesson.id, 0).value;
    const next = nextAbsence(standing, page.data.rights.reasons ?? ["н"]);
    if (next !== null) return this.write(next, false);
    if (whyNot(page, place.row, column)) return this.write("н", false);
    this.tip("н уже стоит. Причину пропуска отмечает куратор по документу.");
    return undefined;
  }

  /** Delete: strikes out what stands; the value stays in history. */
  strike() {
    return this.board.selection ? this.strikeRange() : this.write("", false);
  }

  /**
   * One cell, the active one. Runs without waiting unless something must be asked.
   * @param {string} value
   * @param {boolean} advance go to the next student afterwards
   */
  async write(value, advance) {
    const { board, page } = this;
    const { row } = board.place;
    const { column } = board;
    if (!column) return;
    if (column.type === "work" && this.openConflict()) return;
    const plan = planWrite(page, row, column, value);
    if (plan.kind === "nothing") return;
    if (plan.kind === "lock") return void this.explain(plan.lock, column.type === "work" ? column.lesson : undefined);
    if (plan.kind === "refused") return void this.tip(plan.message);
    const own = /** @type {WorkColumn} */ (column);
    /** @type {boolean | string} */
    let day = false;
    if (plan.kind === "ask") {
      const absent = plan.code === "absent";
      const words = absent
        ? { title: plan.message, yes: `Записать н/${value}`, no: "Не записывать", day: { label: "День отработки", min: own.lesson.date, max: page.today } }
        : { title: plan.message, yes: "Убрать и поставить н", no: "Оставить отметку" };
      day = await askYes(/** @type {Element} */ (board.cell), words);
      if (!day) return void board.focus();
    }
    const changes = changesOf(page, own.lesson, [row], plan.puts, plan.newWork);
    for (const change of changes) if (change.kind === "entry" && change.slot < 0 && typeof day === "string") change.on = day;
    if (!changes.length) return void (advance && this.#advance());
    const reason = await this.#reasonFor(changes);
    if (reason === null) return void this.#letBe(changes);
    this.ledger.carryOut(changes, `${valueText(value) || "убрано"}, ${page.students[row].name}`, { reason });
    this.#after(value, advance);
  }

  /** @param {string} value @param {boolean} advance */
  #after(value, advance) {
    const { board } = this;
    const said = value === "" ? "убрано" : valueText(value);
    if (advance) this.#advance();
    else if (document.activeElement !== board.cell) board.focus();
    speak(advance ? `${said}. ${board.name}` : said);
  }

  #advance() {
    const { board, page } = this;
    const takes = (/** @type {number} */ row, /** @type {number} */ col) => {
      const column = board.columns[col];
      return column.type === "work" && page.listedOn(row, column.lesson.date) && !page.isAbsent(row, column.lesson);
    };
    board.go(afterMark(page.data.settings?.after_mark ?? "down", board.place, board.shape, takes));
  }

  /** Nothing is written after all. @param {Change[]} changes */
  #letBe(changes) {
    const { board, page } = this;
    if (dropNewWorks(page, changes)) board.refresh();
    board.focus();
  }

  /** "" when no reason is needed, null when the person let it be. @param {Change[]} changes @returns {Promise<string | null> | string} */
  #reasonFor(changes) {
    const { page, board } = this;
    const older = changes.filter((change) => {
      if (change.kind !== "entry") return false;
      const lesson = /** @type {import("./page.js").Lesson} */ (page.lesson(change.lesson));
      return needsReason(page, lesson, page.cell(change.row, change.lesson, change.slot).held, change.after);
    });
    if (!older.length) return "";
    const [first] = /** @type {import("./ledger.js").EntryChange[]} */ (older);
    const lesson = /** @type {import("./page.js").Lesson} */ (page.lesson(first.lesson));
    const what = older.length > 1
      ? `Исправить ${plural(older.length, ["запись", "записи", "записей"])}`
      : `${valueText(first.after) || "пусто"} вместо ${valueText(first.before)} · ${page.students[first.row].name}, ${dayMonth(lesson.date)}`;
    return askReason(/** @type {Element} */ (board.cell), what).then((reason) => reason || null);
  }

  /** One value into the range: nothing existing is replaced unless asked. @param {string} value @param {boolean} [replace] */
  async fill(value, replace = false) {
    const { board, page } = this;
    const sorted = sortPlaces(page, board.columns, board.places, value);
    let places = sorted.takes;
    if (sorted.replaces.length) {
      const yes = replace || (await askYes(/** @type {Element} */ (board.cell), { title: replaceWords(sorted.replaces.length), yes: "Заменить", no: sorted.takes.length ? "Только пустые" : "Не менять" }));
      if (yes) places = [...places, ...sorted.replaces];
    }
    await this.writeMany(places.map((place) => ({ ...place, value })), sorted.skipped, `«${valueText(value)}»`);
    board.focus();
  }

  async strikeRange() {
    const { board, page } = this;
    const places = board.places.filter(({ row, col }) => planWrite(page, row, board.columns[col], "").kind === "write");
    await this.writeMany(places.map((place) => ({ ...place, value: "" })), {}, "Убрано");
    board.focus();
  }

  /**
   * Many cells as one step. Merged cells are written once.
   * @param {{row: number, col: number, value: string}[]} wanted
   * @param {Record<string, number>} skipped
   * @param {string} words
   */
  async writeMany(wanted, skipped, words) {
    const { board, page } = this;
    /** @type {Change[]} */
    const changes = [];
    const seen = new Set();
    const columns = [...board.columns];
    for (const { row, col, value } of wanted) {
      const column = columns[col];
      if (column.type === "fold") continue;
      // The first mark of a column without work makes it; the next ones find it.
      const work = column.work ?? column.lesson.works[0] ?? null;
      const current = { ...column, work, slot: work?.slot ?? 0 };
      const plan = planWrite(page, row, current, value);
      if (plan.kind !== "write" && plan.kind !== "ask") continue;
      for (const change of changesOf(page, current.lesson, [row], plan.puts, plan.newWork)) {
        const place = `${change.lesson}:${"row" in change ? change.row : ""}:${"slot" in change ? change.slot : ""}:${change.kind}`;
        if (!seen.has(place)) changes.push(change);
        seen.add(place);
      }
    }
    const written = changes.filter((change) => change.kind === "entry").length;
    if (written) {
      const reason = await this.#reasonFor(changes);
      if (reason === null) return void this.#letBe(changes);
      this.ledger.carryOut(changes, `${words}: ${written}`, { reason });
    }
    toast(filledWords(written, skipped), written ? { undo: () => this.steps.undo() } : { icon: "info" });
  }

  /** Ctrl Space: everyone still unmarked was present. */
  rollCall() {
    const { board, page } = this;
    const { lesson } = board;
    if (!lesson) return;
    const lock = lessonLock(page, lesson);
    if (lock) return void this.explain(lock, lesson);
    if (lesson.roll) return void this.tip("Явка этого занятия уже отмечена. Отсутствующих отмечайте буквой Н.");
    this.ledger.carryOut([{ kind: "roll", lesson: lesson.id, before: false, after: true }], "Все присутствуют");
    const unmarked = page.present(lesson).filter((row) => !page.cell(row, lesson.id, 0).value).length;
    toast(`Все присутствуют: ${plural(unmarked, ["студент", "студента", "студентов"])}`, { undo: () => this.steps.undo() });
  }

  /** A column for another kind of work. @param {string} kind */
  addWork(kind) {
    const { board, page } = this;
    const { lesson } = board;
    if (!lesson) return;
    const work = page.addWork(lesson, kind);
    this.ledger.carryOut([{ kind: "work", lesson: lesson.id, slot: work.slot, before: null, after: { kind, title: "" } }], "вид работы");
    const col = board.columns.findIndex((column) => column.type === "work" && column.lesson === lesson && column.slot === work.slot);
    board.go({ row: board.place.row, col: Math.max(col, 0) });
    speak(`${workName(page, /** @type {WorkColumn} */ (board.column))}: новый столбец`);
  }
}
