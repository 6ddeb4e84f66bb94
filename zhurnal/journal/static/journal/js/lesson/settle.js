// @ts-check
// What the journal answered, and what an earlier page left in the outbox, laid into the sheet. Pure.

import { UNNUMBERED } from "../outbox.js";

/**
 * @typedef {import("./sheet.js").LessonSheet} LessonSheet
 * @typedef {import("../outbox.js").Item} Item
 * @typedef {import("../outbox.js").Result} Result
 */

/** What of the page changes: cells of these students, the columns, the parts of the record. */
const CHANGES = /** @type {const} */ ({ entry: "cells", work: "columns", roll_call: "cells", topic: "parts", homework: "parts", personal_homework: "parts" });

/** Everyone unmarked is here; whoever was announced as absent is not. @param {LessonSheet} sheet @param {boolean} value */
export function callRoll(sheet, value) {
  sheet.lesson.roll = value;
  if (!value) return;
  sheet.data.joined = [];
  for (const { id } of sheet.students) {
    if (sheet.data.announced[id] && !sheet.cell(id, 0).value && !sheet.marksOf(id).length) sheet.put(id, 0, { value: "н" });
  }
}

/**
 * Lay what still waits over what the page was given.
 * @param {LessonSheet} sheet @param {Item} item
 */
export function overlay(sheet, { key, command, state }) {
  if (state === "refused") return;
  const { lesson } = sheet;
  const value = /** @type {any} */ (command.value);
  if (command.do === "entry") sheet.put(command.student ?? "", command.slot ?? 0, { value });
  if (command.do === "roll_call") callRoll(sheet, value);
  if (command.do === "topic") {
    lesson.topic = value.text;
    lesson.topic_no = sheet.data.topics.find((/** @type {any} */ topic) => topic.id === value.programme_topic)?.number ?? 0;
  }
  if (command.do === "homework") Object.assign(lesson, { homework: value.text, homework_due: value.due });
  if (command.do === "work") sheet.offered = sheet.offered.filter((work) => work.slot !== command.slot && work.kind !== value?.kind);
  if (command.do === "work" && value && !sheet.works.some((work) => work.slot === command.slot)) {
    sheet.works.push({ slot: command.slot ?? 0, kind: value.kind, title: value.title, weight: sheet.kind(value.kind).weight });
  }
  if (command.do === "personal_homework" && value && !command.id) sheet.data.personal.push({ id: null, version: 0, key, ...value });
}

/**
 * The journal's answer to one command. `later`: something newer of the same place still waits, so the value shown stays.
 * @param {LessonSheet} sheet @param {Item} item @param {Result} result @param {boolean} later
 * @returns {{what: "cells" | "columns" | "parts", students: string[]}}
 */
export function settle(sheet, { key, command }, result, later) {
  const saved = result.state === "saved" || result.state === "repeat";
  const keep = later || result.state === "conflict";
  const { lesson } = sheet;
  const { version, value } = result;
  const everyone = sheet.students.map((student) => student.id);
  switch (command.do) {
    case "entry":
      if (value === undefined) break;
      sheet.put(command.student ?? "", command.slot ?? 0, keep ? { version } : { version, value });
      return { what: "cells", students: [command.student ?? ""] };
    case "roll_call":
      lesson.roll_version = version;
      if (!keep && typeof value === "boolean") lesson.roll = value;
      for (const student of saved && Array.isArray(result.id) ? result.id : []) sheet.put(student, 0, { value: "н", version: 1 });
      return { what: "cells", students: everyone };
    case "topic":
      lesson.topic_version = version;
      if (!keep && value) {
        lesson.topic = value.text;
        lesson.topic_no = sheet.data.topics.find((/** @type {any} */ topic) => topic.id === value.programme_topic)?.number ?? 0;
      }
      break;
    case "homework":
      lesson.homework_version = version;
      if (!keep && value) Object.assign(lesson, { homework: value.text, homework_due: value.due });
      break;
    case "work":
      settleWork(sheet, command, result, saved);
      if (!keep && (saved ? value !== undefined : value) && (command.slot ?? 0) < UNNUMBERED) layWork(sheet, command.slot ?? 0, value);
      moveWork(sheet, command.slot ?? 0, version);
      break;
    case "personal_homework": {
      const { personal } = sheet.data;
      const task = personal.find((/** @type {any} */ one) => one.key === key || (command.id && one.id === command.id));
      if (!task) break;
      if (saved || result.state === "conflict") Object.assign(task, { id: result.id ?? command.id ?? task.id, version });
      if (!keep && value) Object.assign(task, value); // of one that is refused the journal tells what stands there
      const gone = saved ? value === null : !command.id;
      if (gone && !keep) personal.splice(personal.indexOf(task), 1);
      break;
    }
  }
  return { what: CHANGES[/** @type {keyof typeof CHANGES} */ (command.do)] ?? "parts", students: everyone };
}

/** A person let his own value go: that of the journal stands. @param {LessonSheet} sheet @param {Item} item */
export function settleTheirs(sheet, item) {
  return settle(sheet, item, { key: item.key, version: 0, value: undefined, ...item.answer, state: "saved" }, false);
}

/** The column as the journal has it. @param {LessonSheet} sheet @param {number} slot @param {{kind: string, title: string, weight?: number} | null} value */
function layWork(sheet, slot, value) {
  const work = sheet.works.find((one) => one.slot === slot);
  const told = value && { kind: value.kind, title: value.title, weight: value.weight ?? sheet.kind(value.kind).weight };
  if (!told) sheet.lesson.works = sheet.works.filter((one) => one !== work);
  else if (work) Object.assign(work, told);
  else sheet.works.push({ slot, ...told });
}

/** What is written over the column next knows which version it saw. @param {LessonSheet} sheet @param {number} slot @param {number} version */
function moveWork(sheet, slot, version) {
  const work = sheet.works.find((one) => one.slot === sheet.slotNow(slot));
  if (work && version) work.version = version;
}

/** @param {LessonSheet} sheet @param {import("../outbox.js").Command} command @param {Result} result @param {boolean} saved */
function settleWork(sheet, { slot = 0, value }, result, saved) {
  if (saved && value && slot >= UNNUMBERED && result.id) sheet.renumber(slot, Number(result.id));
  if (!saved && value && slot >= UNNUMBERED) sheet.lesson.works = sheet.works.filter((work) => work.slot !== slot);
}
