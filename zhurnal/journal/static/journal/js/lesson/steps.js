// @ts-check
// Where the pad goes after a press. Pure.

/** @typedef {import("./sheet.js").LessonSheet} LessonSheet */

/**
 * The next student in this column, or null at the end of the list: in a kind of work only those who are here.
 * @param {LessonSheet} sheet @param {string} student @param {number} slot @param {1 | -1} step
 * @returns {string | null}
 */
export function nextStudent(sheet, student, slot, step = 1) {
  const list = sheet.students;
  for (let index = list.findIndex((one) => one.id === student) + step; index >= 0 && index < list.length; index += step) {
    if (slot === 0 || sheet.isHere(list[index].id)) return list[index].id;
  }
  return null;
}

/** The neighbouring student whatever his attendance: what an arrow does. @param {LessonSheet} sheet @param {string} student @param {1 | -1} step */
export function neighbour(sheet, student, step) {
  const index = sheet.students.findIndex((one) => one.id === student) + step;
  return sheet.students[Math.max(0, Math.min(index, sheet.students.length - 1))].id;
}

/** The column beside, 0 is attendance. @param {number[]} slots @param {number} slot @param {1 | -1} step */
export function columnBeside(slots, slot, step) {
  const all = [0, ...slots];
  return all[Math.max(0, Math.min(all.indexOf(slot) + step, all.length - 1))];
}

/** Minutes since the lesson began, for «опоздал»; null outside of it. @param {string} time «10:20–11:55» @param {string} now «10:42» */
export function minutesLate(time, now) {
  const [starts, ends, at] = [time.slice(0, 5), time.slice(-5), now].map((clock) => {
    const [hours, minutes] = clock.split(":").map(Number);
    return hours * 60 + minutes;
  });
  const late = at - starts;
  return late >= 1 && at <= ends && late <= 90 ? late : null;
}
