// @ts-check
// Between the page and the outbox: a change is seen at once, sent, and settled by the journal's answer. Without DOM.

import { isAbsence } from "./entry.js";
import { dayMonth } from "./days.js";
import { valueText } from "./cell-view.js";
import { UNNUMBERED, placeOf } from "./outbox.js";

/**
 * @typedef {{kind: "entry", row: number, lesson: string, slot: number, before: string, after: string, on?: string}} EntryChange  `on`: the day of a make-up
 * @typedef {{kind: "roll", lesson: string, before: boolean, after: boolean}} RollChange
 * @typedef {{kind: "topic", lesson: string, before: any, after: any}} TopicChange
 * @typedef {{kind: "homework", lesson: string, before: any, after: any}} HomeworkChange
 * @typedef {{kind: "work", lesson: string, slot: number, before: any, after: any}} WorkChange
 * @typedef {EntryChange | RollChange | TopicChange | HomeworkChange | WorkChange} Change
 * @typedef {import("./page.js").Work} Work
 * @typedef {import("./outbox.js").Item} Item
 * @typedef {import("./outbox.js").Result} Result
 */

export class Ledger {
  /**
   * @param {{page: import("./page.js").Page, outbox: import("./outbox.js").Outbox, undo: import("./undo.js").Undo<Change>, url: string}} parts
   */
  constructor({ page, outbox, undo, url }) {
    this.page = page;
    this.outbox = outbox;
    this.undo = undo;
    this.url = url;
    /** @type {Set<(told: {rows: Set<number>, columns: boolean, lessons: Set<string>, result?: Result, item?: Item}) => void>} */
    this.listeners = new Set();
    /** @type {Map<string, Work>} columns as the journal holds them, by place, while a change of mine waits */
    this.held = new Map();
    outbox.listen((event) => {
      if (event.type === "settled" && event.item.url === url) this.#settle(event.item, event.result);
      if (event.type === "chosen" && event.item.url === url) this.#chosen(event.item, event.choice);
    });
  }

  /** @param {{rows?: number[], columns?: boolean, lesson: string, result?: Result, item?: Item}} told */
  #tell({ rows = [], columns = false, lesson, result, item }) {
    for (const hear of this.listeners) hear({ rows: new Set(rows), columns, lessons: new Set([lesson]), result, item });
  }

  /**
   * Carry out changes as one step that can be taken back.
   * @param {Change[]} changes
   * @param {string} words
   * @param {{reason?: string, remember?: boolean}} [options]
   */
  carryOut(changes, words, { reason = "", remember = true } = {}) {
    for (const change of changes) {
      // A menu or a question stood open while a new column got its number.
      if (change.kind === "entry" || change.kind === "work") change.slot = this.page.slotNow(change.lesson, change.slot);
    }
    for (const change of changes) {
      const version = change.kind === "work" ? this.#columnVersion(change) : 0; // the column itself may go with the change
      if (change.kind === "work") this.#column(change, changes);
      this.#send(change, reason, version);
    }
    if (remember) this.undo.remember(words, changes);
    for (const lesson of new Set(changes.map((change) => change.lesson))) {
      const rows = changes.flatMap((change) => (change.kind === "entry" && change.lesson === lesson ? [change.row] : []));
      const columns = changes.some((change) => change.kind === "work" && change.lesson === lesson);
      this.#tell({ rows, columns, lesson });
    }
  }

  /**
   * The version of the column that the change is written over: none when another changed it while a menu stood open, so that the
   * journal puts both before a person.
   * @param {WorkChange} change
   */
  #columnVersion({ lesson, slot, before }) {
    const work = this.page.lesson(lesson)?.works.find((each) => each.slot === slot);
    return work && before && work.kind === before.kind && work.title === before.title ? (work.version ?? 0) : 0;
  }

  /** @param {Change} change @param {string} reason @param {number} column the version of the column, when it is one */
  #send(change, reason, column) {
    const { page } = this;
    const lesson = /** @type {import("./page.js").Lesson} */ (page.lesson(change.lesson));
    const day = dayMonth(lesson.date);
    const about = { url: this.url, course: page.data.course.id };
    const put = (/** @type {any} */ command, /** @type {any} */ words) => this.outbox.put({ lesson: lesson.id, ...command }, { ...about, words });
    if (change.kind === "entry") {
      const { version } = page.cell(change.row, lesson.id, change.slot);
      const { id, name } = page.students[change.row];
      page.write(change.row, lesson.id, change.slot, change.after);
      put({ do: "entry", student: id, slot: change.slot, version, value: change.after, reason, ...(change.on ? { on: change.on } : {}) }, { title: "", name, detail: day, value: valueText(change.after) });
    } else if (change.kind === "roll") {
      lesson.roll = change.after;
      put({ do: "roll_call", version: lesson.roll_version, value: change.after }, { title: "Явка", detail: day, value: change.after ? "отмечена" : "не отмечена" });
    } else if (change.kind === "topic") {
      Object.assign(lesson, topicFields(change.after));
      const { text, programme_topic = null } = change.after;
      put({ do: "topic", version: lesson.topic_version, value: { text, programme_topic } }, { title: "Тема", detail: day, value: text });
    } else if (change.kind === "homework") {
      Object.assign(lesson, { homework: change.after.text, homework_due: change.after.due });
      put({ do: "homework", version: lesson.homework_version, value: change.after }, { title: "Задание", detail: day, value: change.after.text });
    } else {
      put({ do: "work", slot: change.slot, version: column, value: change.after }, { title: "Вид работы", detail: day, value: page.kinds.get(change.after?.kind)?.name ?? "" });
    }
  }

  /**
   * Make, change or drop a column here. One that was taken back and is done again is a new one: the journal never uses a
   * slot twice, so its marks move along.
   * @param {WorkChange} change @param {Change[]} step
   */
  #column(change, step) {
    const lesson = /** @type {import("./page.js").Lesson} */ (this.page.lesson(change.lesson));
    const { slot, before, after } = change;
    const work = lesson.works.find((each) => each.slot === slot);
    const place = placeOf({ do: "work", lesson: lesson.id, slot, version: 0, value: after });
    if (work && slot < UNNUMBERED && !this.held.has(place)) this.held.set(place, { ...work });
    if (after === null) this.page.dropWork(lesson, slot);
    else if (work) Object.assign(work, after, { weight: this.page.kinds.get(after.kind)?.weight ?? work.weight });
    else if (slot >= UNNUMBERED) this.page.addWork(lesson, after.kind, slot);
    else if (before === null) {
      const fresh = this.page.addWork(lesson, after.kind).slot;
      renumber(step, lesson.id, slot, fresh);
      this.#renumberSteps(lesson.id, slot, fresh);
    }
  }

  /** @param {string} lesson @param {number} old @param {number} slot */
  #renumberSteps(lesson, old, slot) {
    for (const step of [...this.undo.done, ...this.undo.undone]) renumber(step.changes, lesson, old, slot);
  }

  /** Put what an earlier page left in the outbox over what the journal holds. */
  restore() {
    const mine = this.outbox.items.filter((item) => item.url === this.url && item.state !== "refused");
    mine.sort((a, b) => Number(b.command.do === "work") - Number(a.command.do === "work"));
    for (const { command, state, answer } of mine) {
      const lesson = this.page.lesson(command.lesson);
      if (!lesson) continue;
      const value = /** @type {any} */ (command.value);
      if (command.do === "work" && (command.slot ?? 0) >= UNNUMBERED) {
        this.page.dropWork(lesson, command.slot ?? 0);
        if (value) this.page.addWork(lesson, value.kind, command.slot);
      }
      if (command.do === "topic") Object.assign(lesson, topicFields(value));
      if (command.do === "homework") Object.assign(lesson, { homework: value.text, homework_due: value.due });
      if (command.do === "roll_call") lesson.roll = value;
      if (command.do !== "entry") continue;
      const row = this.page.rowOf(command.student ?? "", lesson.date);
      if (row < 0) continue;
      this.page.write(row, lesson.id, command.slot ?? 0, value);
      if (state === "conflict" && answer) this.page.dispute(row, lesson.id, command.slot ?? 0, answer.value ?? "", answer.version);
    }
    return mine.length;
  }

  /** Whether something of this place still waits here. @param {import("./outbox.js").Command} command */
  waits(command) {
    const item = this.outbox.at(placeOf(command));
    return Boolean(item && item.state !== "refused");
  }

  /** The journal's side of a cell or a column in conflict moved on. @param {import("./outbox.js").Command} command */
  refresh(command) {
    const place = placeOf(command);
    if (command.do === "work") this.held.set(place, { slot: command.slot ?? 0, .../** @type {any} */ (command.value), version: command.version });
    this.outbox.refresh(place, command.value, command.version);
  }

  /** @param {Item} item @param {Result} result */
  #settle(item, result) {
    const { command } = item;
    const lesson = this.page.lesson(command.lesson);
    if (!lesson) return;
    const saved = result.state === "saved" || result.state === "repeat";
    if (command.do === "entry") this.#settleEntry(lesson, item, result, saved);
    else if (command.do === "work") this.#settleWork(lesson, item, result, saved);
    else if (saved || result.value !== undefined) this.#settleText(lesson, item, result, saved);
    else this.#tell({ lesson: lesson.id, result, item });
  }

  /** @param {import("./page.js").Lesson} lesson @param {Item} item @param {Result} result @param {boolean} saved */
  #settleEntry(lesson, item, result, saved) {
    const { page } = this;
    const slot = item.command.slot ?? 0;
    const row = page.rowOf(item.command.student ?? "", lesson.date);
    if (row < 0) return;
    const later = this.outbox.items.some((each) => each.place === item.place && each.state === "queued");
    if (saved && later) page.rebase(row, lesson.id, slot, result.value, result.version);
    else if (saved) page.hold(row, lesson.id, slot, shownAs(page.cell(row, lesson.id, slot), result.value), result.version);
    else if (result.state === "conflict") page.dispute(row, lesson.id, slot, result.value ?? "", result.version);
    else {
      if (typeof result.value === "string" && result.version) page.rebase(row, lesson.id, slot, shownAs(page.cell(row, lesson.id, slot), result.value), result.version);
      if (!later) page.revert(row, lesson.id, slot);
    }
    this.#tell({ rows: [row], lesson: lesson.id, result, item });
  }

  /** @param {import("./page.js").Lesson} lesson @param {Item} item @param {Result} result @param {boolean} saved */
  #settleWork(lesson, item, result, saved) {
    const slot = item.command.slot ?? 0;
    if (saved && slot >= UNNUMBERED && result.id) {
      this.page.numberWork(lesson, slot, Number(result.id));
      this.#renumberSteps(lesson.id, slot, Number(result.id));
    } else if (!saved && slot >= UNNUMBERED) {
      this.page.dropWork(lesson, slot);
    }
    const number = this.page.slotNow(lesson.id, slot);
    const place = placeOf({ ...item.command, slot: number });
    const later = this.outbox.items.some((each) => each.place === place && each.state === "queued");
    const work = lesson.works.find((each) => each.slot === number);
    if (work && result.version) work.version = result.version;
    if (result.value && result.version && (later || !saved)) this.held.set(place, { slot: number, ...result.value, version: result.version });
    else if (saved && !later) this.held.delete(place);
    if (result.state === "refused" && !later) this.#putBack(lesson, place);
    this.#tell({ columns: true, lesson: lesson.id, result, item });
  }

  /** A column's change or removal did not pass: it stands as the journal holds it. @param {import("./page.js").Lesson} lesson @param {string} place */
  #putBack(lesson, place) {
    const held = this.held.get(place);
    if (held) this.page.setWork(lesson, held);
    this.held.delete(place);
  }

  /** Topic, homework, roll call. @param {any} lesson @param {Item} item @param {Result} result @param {boolean} saved */
  #settleText(lesson, item, result, saved) {
    const name = { topic: "topic", homework: "homework", roll_call: "roll" }[item.command.do];
    if (!name) return;
    const later = this.outbox.items.some((each) => each.place === item.place && each.state === "queued");
    if (saved || result.state === "refused") lesson[`${name}_version`] = result.version;
    if (result.state === "refused" && !later) this.#takeText(lesson, item.command.do, result.value);
    this.#tell({ lesson: lesson.id, result, item });
  }

  /** @param {any} lesson @param {string} what @param {any} value */
  #takeText(lesson, what, value) {
    if (what === "topic" && value) Object.assign(lesson, topicFields(value));
    if (what === "homework" && value) Object.assign(lesson, { homework: value.text, homework_due: value.due });
    if (what === "roll_call") lesson.roll = Boolean(value);
  }

  /** @param {import("./page.js").Lesson} lesson @param {number} slot @param {any} value @param {number} version */
  #takeWork(lesson, slot, value, version) {
    if (value) this.page.setWork(lesson, { slot, ...value, version });
    else this.page.dropWork(lesson, slot);
    this.held.delete(placeOf({ do: "work", lesson: lesson.id, slot, version: 0, value }));
  }

  /** A person chose between mine and the journal's. @param {Item} item @param {"mine" | "theirs"} choice */
  #chosen({ command, answer }, choice) {
    const lesson = /** @type {any} */ (this.page.lesson(command.lesson));
    if (!lesson) return;
    if (command.do !== "entry") {
      if (choice === "theirs") {
        const name = { topic: "topic", homework: "homework", roll_call: "roll" }[command.do];
        if (name) lesson[`${name}_version`] = answer?.version ?? 0;
        this.#takeText(lesson, command.do, answer?.value);
        if (command.do === "work") this.#takeWork(lesson, command.slot ?? 0, answer?.value, answer?.version ?? 0);
      }
      this.#tell({ columns: command.do === "work", lesson: lesson.id });
      return;
    }
    const row = this.page.rowOf(command.student ?? "", lesson.date);
    const slot = command.slot ?? 0;
    this.page.revert(row, lesson.id, slot);
    if (choice === "mine") this.page.write(row, lesson.id, slot, String(command.value));
    this.#tell({ rows: [row], lesson: lesson.id });
  }
}

/** The journal stores «н»; its cause comes from a leader's document and stays in sight. @param {{value: string}} cell @param {string} value */
const shownAs = (cell, value) => (value === "н" && isAbsence(cell.value) ? cell.value : value);

/** @param {any} value */
const topicFields = (value) => ({
  topic: value.text,
  programme_topic: value.programme_topic ?? null,
  ...(value.number === undefined ? {} : { topic_no: value.number }),
});

/** @param {Change[]} changes @param {string} lesson @param {number} old @param {number} slot */
function renumber(changes, lesson, old, slot) {
  for (const change of changes) {
    const placed = change.kind === "entry" || change.kind === "work";
    if (placed && change.lesson === lesson && Math.abs(change.slot) === old) change.slot = Math.sign(change.slot) * slot;
  }
}
