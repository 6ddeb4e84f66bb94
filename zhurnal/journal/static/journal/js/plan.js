// @ts-check
// What writing a sign into a cell comes to: changes, a question first, or why not. Pure.

import { isAbsence, isMark, lateMinutes } from "./entry.js";
import { whyNot } from "./rights.js";

/**
 * @typedef {import("./page.js").Page} Page
 * @typedef {import("./columns.js").Column} Column
 * @typedef {import("./ledger.js").Change} Change
 * @typedef {{slot: number, value: string}} Put  slot 0 with a mark: the lesson's first work, to be made
 * @typedef {{kind: "write", puts: Put[], newWork: boolean}
 *   | {kind: "ask", code: "mark_stands" | "absent", message: string, puts: Put[], newWork: boolean}
 *   | {kind: "lock", lock: import("./page.js").Lock} | {kind: "refused", message: string} | {kind: "nothing"}} Plan
 */

/**
 * @param {Page} page
 * @param {number} row
 * @param {Column} column
 * @param {string} value a sign of the closed set, "" strikes out
 * @returns {Plan}
 */
export function planWrite(page, row, column, value) {
  const lock = whyNot(page, row, column);
  if (lock || column.type === "fold") return { kind: "lock", lock: lock ?? { code: "folded", message: "" } };
  const { lesson, slot } = column;
  const values = page.valuesOf(row, lesson);
  if (value === "") return planStrike(values, column);
  if (isMark(value)) {
    const newWork = slot === 0;
    if (!isAbsence(values[0] ?? "")) return { kind: "write", puts: [{ slot, value }], newWork };
    const message = "Студента не было на занятии. Записать отметку как отработку?";
    return { kind: "ask", code: "absent", message, puts: [{ slot: -slot, value }], newWork };
  }
  const marks = Object.keys(values).map(Number).filter((number) => number > 0);
  if (isAbsence(value) && marks.length) {
    const message = `В этом занятии уже стоит ${marks.map((number) => values[number]).join(" и ")}. Убрать отметку и поставить н?`;
    const puts = [...marks.map((number) => ({ slot: number, value: "" })), { slot: 0, value }];
    return { kind: "ask", code: "mark_stands", message, puts, newWork: false };
  }
  if (!isAbsence(value) && Object.keys(values).some((number) => Number(number) < 0)) {
    return { kind: "refused", message: "За это занятие записана отработка. Сначала уберите её." };
  }
  return { kind: "write", puts: [{ slot: 0, value }], newWork: false };
}

/** What Delete takes away: the mark in sight, else the sign of attendance; of «н/4» first the 4. @param {Record<number, string>} values @param {import("./columns.js").WorkColumn} column @returns {Plan} */
function planStrike(values, { slot, first }) {
  const made = Object.keys(values).map(Number).filter((number) => number < 0);
  const strike = (/** @type {number[]} */ slots) => ({ kind: /** @type {const} */ ("write"), puts: slots.map((each) => ({ slot: each, value: "" })), newWork: false });
  if (made.length) return strike(made);
  if (slot && values[slot]) return strike([slot]);
  if (values[0] && (first || isAbsence(values[0]))) return strike([0]);
  return { kind: "nothing" };
}

/**
 * Changes of some rows of a lesson; makes its first work when a mark needs one. A question may have stood open since the
 * plan: columns are called by the numbers they have now, and a first work that came meanwhile is not made again.
 * @param {Page} page @param {import("./page.js").Lesson} lesson @param {number[]} rows @param {Put[]} puts @param {boolean} newWork
 * @returns {Change[]}
 */
export function changesOf(page, lesson, rows, puts, newWork) {
  /** @type {Change[]} */
  const changes = [];
  let made = 0;
  if (newWork && lesson.works.length) {
    made = lesson.works[0].slot;
  } else if (newWork) {
    const kind = page.defaultKind(lesson);
    made = page.addWork(lesson, kind).slot;
    changes.push({ kind: "work", lesson: lesson.id, slot: made, before: null, after: { kind, title: "" } });
  }
  for (const row of rows) {
    for (const { slot, value } of puts) {
      const place = Object.is(slot, -0) ? -made : slot === 0 && isMark(value) ? made : page.slotNow(lesson.id, slot);
      const before = page.cell(row, lesson.id, place).value;
      if (before === value) continue;
      changes.push({ kind: "entry", row, lesson: lesson.id, slot: place, before, after: value });
    }
  }
  return changes;
}

/** Takes columns away that were made for changes nobody wrote; says whether there were any. @param {Page} page @param {Change[]} changes */
export function dropNewWorks(page, changes) {
  const made = changes.filter((change) => change.kind === "work");
  for (const { lesson, slot } of made) page.dropWork(/** @type {import("./page.js").Lesson} */ (page.lesson(lesson)), slot);
  return made.length > 0;
}

/**
 * The next sign of attendance after «Н» again: the reasons this person may set, in turn; null when there is no other.
 * @param {string} standing
 * @param {string[]} reasons
 */
export function nextAbsence(standing, reasons) {
  if (!isAbsence(standing)) return reasons[0] ?? "н";
  if (reasons.length < 2) return null;
  return reasons[(reasons.indexOf(standing) + 1) % reasons.length];
}

/**
 * For filling a range: whether a cell may take the value without asking, and why it is passed over.
 * @param {Page} page @param {number} row @param {Column} column @param {string} value
 * @returns {"takes" | "same" | "replaces" | "absent" | "marked" | "closed" | "off"}
 */
export function fillability(page, row, column, value) {
  const plan = planWrite(page, row, column, value);
  if (plan.kind === "lock") return plan.lock.code === "not_listed" ? "off" : "closed";
  if (plan.kind === "ask") return plan.code === "absent" ? "absent" : "marked";
  if (plan.kind !== "write" || column.type === "fold") return "same";
  const [{ slot }] = plan.puts;
  const standing = slot ? page.cell(row, column.lesson.id, slot).value : slot === 0 && isMark(value) ? "" : page.cell(row, column.lesson.id, 0).value;
  if (standing === value) return "same";
  return standing ? "replaces" : "takes";
}

/** Digits typed after «о»: the sign when it is complete, "" while it is not, null when it can never be. @param {string} digits */
export function lateSign(digits) {
  if (digits === "") return "";
  const minutes = lateMinutes(`о${Number(digits)}`);
  return minutes >= 1 && minutes <= 90 ? `о${minutes}` : null;
}
