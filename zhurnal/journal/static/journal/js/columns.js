// @ts-check
// The columns of the grid: one per work of a lesson, one for a lesson without works, one for a folded month. Pure.

import { monthKey, monthName } from "./days.js";

/**
 * @typedef {import("./page.js").Lesson} Lesson
 * @typedef {import("./page.js").Work} Work
 * @typedef {{type: "work", lesson: Lesson, work: Work | null, slot: number, first: boolean, span: number, month: string}} WorkColumn
 * @typedef {{type: "fold", lessons: Lesson[], month: string}} FoldColumn
 * @typedef {WorkColumn | FoldColumn} Column
 * @typedef {{key: string, name: string, lessons: Lesson[], columns: number}} Month
 */

/** Lessons by month, each with the number of columns it takes unfolded. @param {Lesson[]} lessons @returns {Month[]} */
export function monthsOf(lessons) {
  /** @type {Map<string, Month>} */
  const found = new Map();
  for (const lesson of lessons) {
    const key = monthKey(lesson.date);
    const month = found.get(key) ?? { key, name: monthName(key), lessons: [], columns: 0 };
    month.lessons.push(lesson);
    month.columns += Math.max(lesson.works.length, 1);
    found.set(key, month);
  }
  return [...found.values()];
}

/**
 * @param {Month[]} months
 * @param {Set<string>} folded keys of folded months
 * @returns {Column[]}
 */
export function columnsOf(months, folded) {
  return months.flatMap((month) =>
    folded.has(month.key)
      ? [/** @type {Column} */ ({ type: "fold", lessons: month.lessons, month: month.key })]
      : month.lessons.flatMap((lesson) => lessonColumns(lesson, month.key)));
}

/** @param {Lesson} lesson @param {string} month @returns {Column[]} */
function lessonColumns(lesson, month) {
  const works = lesson.works.length ? lesson.works : [null];
  return works.map((work, index) => ({
    type: /** @type {const} */ ("work"), lesson, work, slot: work?.slot ?? 0, first: index === 0, span: works.length, month,
  }));
}

/** The index of a lesson's (first) column, or that of its slot. @param {Column[]} columns @param {string} lesson @param {number} [slot] */
export function columnIndex(columns, lesson, slot) {
  const first = columns.findIndex((column) => column.type === "work" && column.lesson.id === lesson);
  if (slot === undefined || first < 0) return first;
  const exact = columns.findIndex((column) => column.type === "work" && column.lesson.id === lesson && column.slot === slot);
  return exact < 0 ? first : exact;
}

/**
 * Where the grid opens: today's lesson that runs or comes next, else the last before, else the first.
 * @param {Column[]} columns
 * @param {string} today
 * @param {string} [now] the clock, as «10:42»
 */
export function openingColumn(columns, today, now = "00:00") {
  let last = -1;
  for (const [index, column] of columns.entries()) {
    if (column.type !== "work" || !column.first || column.lesson.cancelled || column.lesson.date > today) continue;
    last = index;
    if (column.lesson.date === today && (column.lesson.time?.split("–")[1] ?? "24:00") >= now) return index;
  }
  return last < 0 ? Math.max(columns.findIndex((column) => column.type === "work"), 0) : last;
}

/** Today's column for «T», or −1 when there is no lesson today. @param {Column[]} columns @param {string} today @param {string} [now] */
export function todayColumn(columns, today, now) {
  const col = openingColumn(columns, today, now);
  const column = columns[col];
  return column?.type === "work" && column.lesson.date === today ? col : -1;
}
