// @ts-check
// What of the lesson is not recorded yet: the four squares and the words beside them. Pure.

import { pluralWord, sentence, workName } from "./words.js";

/**
 * @typedef {import("./sheet.js").LessonSheet} LessonSheet
 * @typedef {{part: "topic" | "attendance" | "marks" | "homework", text: string}} Missing
 */

const NONE = 0, BEGUN = 1, DONE = 2, NOT_DUE = 3, OVERDUE = 4;

/** How many of those who must get a mark have none, by column; 0 when the column is done. @param {LessonSheet} sheet @param {import("./sheet.js").Work} work */
function wanting(sheet, work) {
  const here = sheet.here();
  const marked = here.filter((student) => sheet.cell(student.id, work.slot).value).length;
  const due = sheet.kind(work.kind).everyone ? here.length : Math.min(1, here.length);
  return { here: here.length, marked, left: Math.max(0, due - marked) };
}

/** @param {LessonSheet} sheet */
function attendanceFill(sheet) {
  const marked = sheet.students.filter((student) => sheet.cell(student.id, 0).value).length;
  if (sheet.lesson.roll || (sheet.students.length && marked >= sheet.students.length)) return DONE;
  return marked ? BEGUN : NONE;
}

/** @param {LessonSheet} sheet */
function marksFill(sheet) {
  if (!sheet.works.length) return NOT_DUE;
  const columns = sheet.works.map((work) => wanting(sheet, work));
  if (columns.every((column) => !column.left)) return DONE;
  return columns.some((column) => column.marked) ? BEGUN : NONE;
}

/** The four states as the server draws them (rules/squares.py). @param {LessonSheet} sheet @returns {number[]} */
export function squaresOf(sheet) {
  if (sheet.lesson.cancelled) return [NOT_DUE, NOT_DUE, NOT_DUE, NOT_DUE];
  const { topic, homework, date } = sheet.lesson;
  const states = [topic ? DONE : NONE, attendanceFill(sheet), marksFill(sheet), homework ? DONE : NONE];
  const past = date < sheet.data.today;
  return states.map((state) => (past && (state === NONE || state === BEGUN) ? OVERDUE : state));
}

/** What is missing, in the order of the squares. @param {LessonSheet} sheet @returns {Missing[]} */
export function missingParts(sheet) {
  /** @type {Missing[]} */
  const found = [];
  if (!sheet.lesson.topic) found.push({ part: "topic", text: "темы нет" });
  if (attendanceFill(sheet) !== DONE) {
    const left = sheet.unmarked().length;
    found.push({ part: "attendance", text: `явка не отмечена у ${left} из ${sheet.students.length}` });
  }
  for (const work of sheet.works) {
    const { here, left } = wanting(sheet, work);
    const kind = sheet.kind(work.kind);
    if (left) found.push({ part: "marks", text: kind.everyone ? `${workName(work, kind)} у ${left} из ${here}` : `${workName(work, kind)}: отметок нет` });
  }
  if (!sheet.lesson.homework) found.push({ part: "homework", text: "задания нет" });
  return found;
}

/** «Осталось: ЛР № 6 у 19 из 21» or «Тема, явка, отметки и задание записаны». @param {LessonSheet} sheet */
export function summary(sheet) {
  const missing = missingParts(sheet);
  if (!missing.length) return sheet.works.length ? "Тема, явка, отметки и задание записаны" : "Тема, явка и задание записаны";
  const said = missing.slice(0, 2).map((item) => item.text).join(", ");
  return missing.length > 2 ? `Осталось: ${said} и ещё ${missing.length - 2}` : `Осталось: ${said}`;
}

/** What «Все присутствуют» has done. @param {number} count */
export function presentWords(count) {
  return sentence(`${pluralWord(count, ["отмечен", "отмечены", "отмечено"])} ${count} ${pluralWord(count, ["студент", "студента", "студентов"])}`);
}
