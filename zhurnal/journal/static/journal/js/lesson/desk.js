// @ts-check
// Everything that can be done to the lesson: written at once on this page, sent by the outbox, taken back by undo.

import { toast } from "@ui/toast.js";
import { isAbsence } from "../entry.js";
import { placeOf } from "../outbox.js";
import { freshSlot } from "./offers.js";
import { callRoll } from "./settle.js";
import { columnName, valueWords } from "./spoken.js";
import { sentence } from "./words.js";

const TASK = "Задание студенту";

/**
 * @typedef {import("./sheet.js").LessonSheet} LessonSheet
 * @typedef {import("../outbox.js").Outbox} Outbox
 * @typedef {{student: string, slot: number, value: string, on?: string, reason?: string}} Change
 * @typedef {{student: string, slot: number, before: string, after: string}} Stepped
 */

export class Desk extends EventTarget {
  /** @param {LessonSheet} sheet @param {Outbox} outbox @param {import("../undo.js").Undo<any>} undo */
  constructor(sheet, outbox, undo) {
    super();
    this.sheet = sheet;
    this.outbox = outbox;
    this.undo = undo;
    /** @type {{student: string, slot: number} | null} where the pad stands */
    this.active = null;
  }

  get lesson() {
    return this.sheet.lesson;
  }

  /** Marks and attendance may be written. */
  get canWrite() {
    return this.lesson.mine && (!this.lesson.lock || this.partlyOpen);
  }

  /** Topic, homework and kinds of work may be written: also before the day of the lesson. */
  get canPrepare() {
    return this.canWrite || (this.lesson.mine && this.lesson.lock?.code === "future_lesson");
  }

  /** Closed, but some places were opened by permission; whatever else is written is refused with words. */
  get partlyOpen() {
    return this.lesson.lock?.code === "closed" && Boolean(this.lesson.open_places?.length);
  }

  /** @param {"cells" | "columns" | "parts" | "active" | "waiting"} what @param {string[]} [students] */
  tell(what, students = []) {
    this.dispatchEvent(new CustomEvent(what, { detail: students }));
  }

  /** @param {string} student @param {number} slot */
  select(student, slot) {
    const before = this.active?.student;
    this.active = { student, slot: this.sheet.slotNow(slot) };
    this.tell("active", before && before !== student ? [before, student] : [student]);
  }

  leave() {
    const before = this.active?.student;
    this.active = null;
    if (before) this.tell("active", [before]);
  }

  /** How the list of what waits names a command. @param {string} title @param {string} value @param {string} [student] his name */
  #words(title, value, student) {
    const { group, name } = this.sheet.data.course;
    return { title, detail: `${group}, ${name}`, value: value || "пусто", href: location.pathname, ...(student === undefined ? {} : { name: student }) };
  }

  /** @param {any} command @param {string} title @param {string} value @param {string} [name] the student's */
  put(command, title, value, name) {
    return this.outbox.put({ lesson: this.lesson.id, ...command }, {
      url: this.sheet.data.urls.commands, course: this.sheet.data.course.id, words: this.#words(title, value, name),
    });
  }

  /**
   * Write cells as one step.
   * @param {Change[]} changes @param {string} [words] how undo names the step; "" leaves no step
   */
  write(changes, words) {
    /** @type {Stepped[]} */
    const steps = [];
    for (const given of changes) {
      const change = { ...given, slot: this.sheet.slotNow(given.slot) };
      this.#bringColumn(change);
      const { student, slot, value, on, reason } = change;
      const { value: before, version } = this.sheet.cell(student, slot);
      this.sheet.put(student, slot, { value });
      this.put({ do: "entry", student, slot, version, value, on, reason }, columnName(this.sheet, slot), value, this.sheet.student(student).name);
      const plain = isAbsence(before) ? "н" : before;
      if (plain !== value) steps.push({ student, slot, before: plain, after: value });
    }
    if (words !== "") this.undo.remember(words ?? this.#stepWords(steps), steps);
    this.tell("cells", changes.map((change) => change.student));
  }

  /** @param {Stepped[]} steps */
  #stepWords([step]) {
    return step ? `${this.sheet.student(step.student).name}: ${valueWords(step.after)}` : "";
  }

  /** A mark in an offered column brings the column into being. @param {Change} change */
  #bringColumn(change) {
    const offered = this.sheet.offered.find((work) => work.slot === Math.abs(change.slot));
    if (offered) this.addWork(offered.kind, offered.title, offered.slot);
  }

  /** @param {string} kind @param {string} title @param {number} [slot] */
  addWork(kind, title, slot) {
    const number = slot ?? freshSlot();
    this.sheet.offered = this.sheet.offered.filter((work) => work.slot !== number && work.kind !== kind);
    this.sheet.works.push({ slot: number, kind, title, weight: this.sheet.kind(kind).weight });
    this.put({ do: "work", slot: number, version: 0, value: { kind, title } }, "Вид работы", this.sheet.kind(kind).name);
    this.tell("columns");
    return number;
  }

  /**
   * @param {number} slot @param {{kind: string, title: string} | null} value another kind and title, or null to remove it
   * @param {{kind: string, title: string, version?: number}} [seen] the column as it stood when the person began to choose
   */
  changeWork(slot, value, seen) {
    slot = this.sheet.slotNow(slot); // the sheet in which it was chosen may have been opened before the journal numbered it
    const index = this.sheet.works.findIndex((work) => work.slot === slot);
    const work = this.sheet.works[index];
    if (!work) return; // somebody has taken it away meanwhile
    // My own column may have got its number while I chose: then its version is newer, and what I saw still stands.
    const { version = 0 } = seen && (seen.kind !== work.kind || seen.title !== work.title) ? seen : work;
    if (!value) this.sheet.works.splice(index, 1);
    else Object.assign(work, value, { weight: this.sheet.kind(value.kind).weight });
    // The outbox knows whether a new column may have left: then its removal follows it.
    this.put({ do: "work", slot, version, value }, "Вид работы", value ? this.sheet.kind(value.kind).name : "убран");
    if (this.active?.slot === slot && !value) this.leave();
    this.tell("columns");
  }

  /** «Все присутствуют»: says how many it meant. @param {boolean} value */
  callRoll(value = true) {
    const meant = this.sheet.unmarked().length;
    const { roll_version: version } = this.lesson;
    callRoll(this.sheet, value);
    this.put({ do: "roll_call", version, value }, "Явка", value ? "все присутствуют" : "не отмечена");
    this.tell("parts");
    this.tell("cells", this.sheet.students.map((student) => student.id));
    return meant;
  }

  /** Whether something of this lesson's part waits on the device. @param {string} what */
  waits(what) {
    return Boolean(this.outbox.at(placeOf({ do: what, lesson: this.lesson.id, version: 0, value: null })));
  }

  /** @param {string} text @param {any} topic one of the work programme, or null @param {number} [version] the one it is written over */
  setTopic(text, topic, version = this.lesson.topic_version) {
    this.lesson.topic = text;
    this.lesson.topic_no = topic?.number ?? 0;
    this.put({ do: "topic", version, value: { text, programme_topic: topic?.id ?? null } }, "Тема", text);
    this.tell("parts");
  }

  /** @param {string} text @param {string | null} due @param {number} [version] the one it is written over */
  setHomework(text, due, version = this.lesson.homework_version) {
    this.lesson.homework = text;
    this.lesson.homework_due = due;
    this.put({ do: "homework", version, value: { text, due } }, "Задание", text);
    this.tell("parts");
  }

  /** @param {any} task one of `personal`, or null for a new one @param {{students: string[], text: string, due: string | null} | null} value */
  setPersonal(task, value) {
    const { personal } = this.sheet.data;
    const known = personal.includes(task); // one that the journal refused meanwhile is gone
    const said = value?.text ?? "снято";
    if (known && !task.id) {
      if (!this.#amendTask(task, value ?? task, said)) return;
      if (!value) this.outbox.dismiss(task.key);
    } else if (known || value) {
      const { id = null, version = 0 } = known ? task : {};
      const { key } = this.put({ do: "personal_homework", id, version, value }, TASK, said);
      if (!known) personal.push({ id: null, version: 0, key, ...value });
    }
    if (known && value) Object.assign(task, value);
    else if (known) personal.splice(personal.indexOf(task), 1);
    this.tell("parts");
  }

  /**
   * A task that the journal has not numbered yet changes as long as it has not left; then its number must come first: without
   * it the journal would take the change for one task more.
   * @param {any} task @param {{students: string[], text: string, due: string | null}} value @param {string} said
   */
  #amendTask({ key }, { students, text, due }, said) {
    if (this.outbox.amend(key, { value: { students, text, due }, words: this.#words(TASK, said) })) return true;
    toast("Задание ещё идёт в журнал. Подождите, пока оно запишется, и измените его снова.", { bad: true });
    return false;
  }

  /** Take the last step back: a new change, which stays in the history. */
  stepBack() {
    const step = this.undo.last;
    if (!step) return;
    const stands = step.changes.every((/** @type {Stepped} */ change) => this.#value(change) === change.after);
    if (!stands) {
      this.undo.drop();
      toast("Эту запись уже изменили: отменять нечего.", { bad: true });
      return;
    }
    this.undo.back();
    this.#replay(step.changes.toReversed(), "before");
    toast(sentence(`отменено: ${step.words}`));
  }

  stepForth() {
    const step = this.undo.next;
    if (!step) return;
    this.undo.forth();
    this.#replay(step.changes, "after");
  }

  /** @param {Stepped[]} changes @param {"before" | "after"} side */
  #replay(changes, side) {
    if (changes[0].slot === null) this.callRoll(side === "after");
    else this.write(changes.map((change) => ({ student: change.student, slot: change.slot, value: change[side] })), "");
    const [first] = changes;
    if (first.slot !== null) this.select(first.student, first.slot);
  }

  /** @param {Stepped} change */
  #value({ student, slot }) {
    if (slot === null) return "все";
    const { value } = this.sheet.cell(student, this.sheet.slotNow(slot));
    return isAbsence(value) ? "н" : value;
  }
}
