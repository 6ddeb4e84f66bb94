// @ts-check
// What follows from the marks of a row: average, missed hours, where they come from. Pure.

import { weightedAverage } from "./average.js";
import { MARKS, isAbsence } from "./entry.js";

/** @typedef {import("./page.js").Page} Page */
/** @typedef {import("./page.js").Lesson} Lesson */
/** @typedef {{value: string, weight: number, lesson: Lesson, kind: string, title: string, madeUp: boolean}} Counted */

/** Every mark that counts, in order of lessons. @param {Page} page @param {number} row @param {Lesson[]} [lessons] @returns {Counted[]} */
export function countedMarks(page, row, lessons = page.lessons) {
  const found = [];
  for (const lesson of lessons) {
    for (const work of lesson.works) {
      for (const slot of [work.slot, -work.slot]) {
        const { value } = page.cell(row, lesson.id, slot);
        if (!MARKS.includes(value)) continue;
        found.push({ value, weight: work.weight, lesson, kind: work.kind, title: work.title, madeUp: slot < 0 });
      }
    }
  }
  return found;
}

/** @param {Page} page @param {number} row @param {Lesson[]} [lessons] hundredths or null */
export function averageOf(page, row, lessons = page.lessons) {
  return weightedAverage(countedMarks(page, row, lessons).map(({ value, weight }) => [value, weight]));
}

/**
 * Hours missed, and whether any of them is without a known valid cause.
 * @param {Page} page @param {number} row @param {Lesson[]} [lessons]
 */
export function missedOf(page, row, lessons = page.lessons) {
  let hours = 0;
  let unexplained = 0;
  for (const lesson of lessons) {
    const { value } = page.cell(row, lesson.id, 0);
    if (!isAbsence(value)) continue;
    hours += lesson.hours;
    if (value === "н" || value === "нн") unexplained += lesson.hours;
  }
  return { hours, unexplained };
}

/** Marks standing in one column, and how many students could have one. @param {Page} page @param {Lesson} lesson @param {number} slot */
export function filledOf(page, lesson, slot) {
  const present = page.present(lesson);
  const marks = slot ? present.filter((row) => page.cell(row, lesson.id, slot).value).length : 0;
  return { marks, present: present.length };
}
