// @ts-check
// Why a cell cannot be written now. Pure: the journal decides in the end, this explains without asking it.

import { dayMonth } from "./days.js";
import { cellPlace, isOpened } from "./opened.js";

/** @typedef {import("./page.js").Lock} Lock */

/**
 * @param {import("./page.js").Page} page
 * @param {number} row
 * @param {import("./columns.js").Column} column
 * @returns {Lock | null}
 */
export function whyNot(page, row, column) {
  if (column.type === "fold") return { code: "folded", message: "Месяц свёрнут. Enter — развернуть." };
  const { lesson } = column;
  const { id, name, note } = page.students[row];
  if (!page.listedOn(row, lesson.date)) {
    const why = note ? ` (${note})` : "";
    return { code: "not_listed", message: `${name}: ${dayMonth(lesson.date)} не в списке группы${why}.` };
  }
  const lock = lessonLock(page, lesson);
  return lock?.code === "closed" && isOpened(lesson, cellPlace(id, column.slot)) ? null : lock;
}

/** Why marks of a lesson cannot be written, whoever the student. @param {import("./page.js").Page} page @param {import("./page.js").Lesson} lesson @returns {Lock | null} */
export function lessonLock(page, lesson) {
  if (page.small) return { code: "phone", message: "На телефоне отметки ставят на странице занятия. Поверните телефон: там список занятий." };
  if (lesson.lock) return lesson.lock;
  if (!page.data.rights.write && !lesson.mine) return { code: "read_only", message: page.data.rights.why_not };
  return null;
}

/** Topic and homework may be prepared before the day. @param {import("./page.js").Page} page @param {import("./page.js").Lesson} lesson @param {"topic" | "homework"} part @returns {Lock | null} */
export function textLock(page, lesson, part) {
  const lock = lessonLock(page, lesson);
  return lock?.code === "future_lesson" || (lock?.code === "closed" && isOpened(lesson, part)) ? null : lock;
}

/** A written value of an earlier day changes only with a reason. @param {import("./page.js").Page} page @param {import("./page.js").Lesson} lesson @param {string} held @param {string} value */
export function needsReason(page, lesson, held, value) {
  const after = page.data.settings?.reason_after_days ?? 1;
  const age = (Date.parse(page.today) - Date.parse(lesson.date)) / 86_400_000;
  return held !== "" && held !== value && age >= after;
}
