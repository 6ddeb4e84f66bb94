// @ts-check
// What a cell is called for those who listen. Pure.

import { lateMinutes } from "../entry.js";
import { plural, workName } from "./words.js";

/** @typedef {import("./sheet.js").LessonSheet} LessonSheet */

/** @param {LessonSheet} sheet @param {string} student */
export function attendanceWords(sheet, student) {
  return attendanceParts(sheet, student).join(", ");
}

/** @param {LessonSheet} sheet @param {string} student @returns {string[]} */
function attendanceParts(sheet, student) {
  const presence = sheet.presence(student);
  if (presence === "absent") return ["нет на занятии", sheet.cause(student)];
  if (presence === "late") return [`опоздание ${plural(lateMinutes(sheet.cell(student, 0).value), ["минута", "минуты", "минут"])}`];
  if (presence === "announced") return ["не будет", sheet.cause(student)];
  return [{ present: "на занятии", released: "освобождение", "": "не отмечено" }[presence]];
}

/** As above, with the sign that stands in the cell, by which somebody who speaks to his device calls it (WCAG 2.5.3). @param {LessonSheet} sheet @param {string} student */
function attendanceName(sheet, student) {
  const [first, ...cause] = attendanceParts(sheet, student);
  const sign = sheet.shownSign(student);
  return [first, ...(sign ? [sign] : []), ...cause].join(", ");
}

/** «зачтено». @param {string} value */
export function valueWords(value) {
  return { "": "пусто", "зач": "зачтено", "незач": "не зачтено", "осв": "освобождение" }[value] ?? value;
}

/** «устный опрос», «явка». @param {LessonSheet} sheet @param {number} slot */
export function columnName(sheet, slot) {
  const work = sheet.column(slot);
  return work ? workName(work, sheet.kind(work.kind)) : "явка";
}

/** «Зимин Илья, устный опрос, пусто». @param {LessonSheet} sheet @param {string} student @param {number} slot @param {string} [state] */
export function cellName(sheet, student, slot, state = "") {
  const value = slot === 0 ? attendanceName(sheet, student) : markWords(sheet, student, slot);
  const told = { unsent: "ждёт отправки", conflict: "расхождение", refused: "не записано" }[state];
  return [sheet.student(student).name, columnName(sheet, slot), value, told].filter(Boolean).join(", ");
}

/** @param {LessonSheet} sheet @param {string} student @param {number} slot */
function markWords(sheet, student, slot) {
  const made = sheet.cell(student, -slot).value;
  if (made) return `отработано на ${valueWords(made)}`;
  if (!sheet.isHere(student)) return "нет на занятии";
  const { value } = sheet.cell(student, slot);
  return value === "незач" ? "незачёт" : valueWords(value); // begins as the sign in the cell does
}
