// @ts-check
// What a cell shows and how it is called. Pure.

import { CREDITS, MARKS, isAbsence, lateMinutes } from "./entry.js";
import { dayMonth, monthName } from "./days.js";
import { shown } from "./average.js";
import { averageOf, missedOf } from "./totals.js";
import { CORRECTED } from "./page.js";

/**
 * @typedef {{text: string, raised: string, tone: string, state: string, corrected: boolean}} View
 * @typedef {import("./page.js").Page} Page
 * @typedef {import("./columns.js").WorkColumn} WorkColumn
 */

/** @type {Record<string, string>} */
const CAUSES = { "ну": "у", "нб": "б", "нп": "п" };
/** @type {Record<string, string>} */
const WORDS = {
  "н": "не был, причина не указана", "нн": "не был без уважительной причины", "ну": "не был по уважительной причине",
  "нб": "не был по болезни", "нп": "не был по приказу", "зач": "зачтено", "незач": "не зачтено", "осв": "освобождён", "+": "был",
};

/** @param {string} value */
export function valueWords(value) {
  const late = lateMinutes(value);
  return late ? `опоздал на ${late} мин` : (WORDS[value] ?? value);
}

/** How a value is written on a key or in a sentence: «зач.» @param {string} value */
export const valueText = (value) => (value === "зач" || value === "незач" || value === "осв" ? `${value}.` : value);

/** @param {string} value */
export function toneOf(value) {
  if (MARKS.includes(value)) return value;
  if (isAbsence(value)) return "absent";
  if (value === "незач") return "2";
  return value === "осв" || CREDITS.includes(value) ? "word" : "plain";
}

/** @param {Page} page @param {number} row @param {WorkColumn} column @returns {View} */
export function viewOf(page, row, { lesson, slot, first }) {
  const presence = page.cell(row, lesson.id, 0);
  const mark = slot ? page.cell(row, lesson.id, slot) : null;
  if (isAbsence(presence.value)) return absentView(page, row, lesson, presence);
  const late = lateMinutes(presence.value);
  const cells = [mark, first || presence.state === "conflict" ? presence : null].filter((cell) => cell !== null);
  const state = cells.find((cell) => cell.state === "conflict") ? "conflict" : cells.find((cell) => cell.state) ? "unsent" : "";
  const corrected = cells.some((cell) => cell.flags & CORRECTED);
  if (mark?.value) {
    return { text: valueText(mark.value), raised: first && late ? "о" : "", tone: toneOf(mark.value), state, corrected };
  }
  if (!first) return { text: "", raised: "", tone: "", state, corrected };
  if (late) return { text: "о", raised: String(late), tone: "late", state, corrected };
  return { text: valueText(presence.value), raised: "", tone: presence.value ? toneOf(presence.value) : "", state, corrected };
}

/** «н» over all columns of the lesson, with what was made up later: «н/4». @param {Page} page @param {number} row @param {import("./page.js").Lesson} lesson @param {import("./page.js").Cell} presence @returns {View} */
function absentView(page, row, lesson, presence) {
  const madeUp = lesson.works.map((work) => page.cell(row, lesson.id, -work.slot)).filter((cell) => cell.value || cell.state);
  const cells = [presence, ...madeUp];
  const state = cells.some((cell) => cell.state === "conflict") ? "conflict" : cells.some((cell) => cell.state) ? "unsent" : "";
  const cause = CAUSES[presence.value] ?? "";
  const made = madeUp.map((cell) => valueText(cell.value)).join("/");
  return {
    text: made ? `н/${made}` : "н", // the cause is told by the strip and by the card: both signs stay readable in the narrowest column
    raised: made ? "" : cause,
    tone: cause ? "absent" : presence.value === "нн" ? "inexcusable" : "unknown",
    state,
    corrected: cells.some((cell) => cell.flags & CORRECTED),
  };
}

/** «устный опрос»; «занятие» where no work is yet. @param {Page} page @param {WorkColumn} column */
export function workName(page, { work }) {
  if (!work) return "занятие";
  const name = page.kinds.get(work.kind)?.name ?? work.kind;
  return work.title ? `${name} «${work.title}»` : name;
}

/** «сентябрь свёрнут» @param {import("./columns.js").FoldColumn} column */
const month = ({ month: key }) => `${monthName(key)} свёрнут`;

/** What a folded month shows of a student: average and missed hours as texts, "" when there are none. @param {Page} page @param {number} row @param {import("./columns.js").FoldColumn} column */
export function foldFigures(page, row, { lessons }) {
  const average = averageOf(page, row, lessons);
  const { hours, unexplained } = missedOf(page, row, lessons);
  return { average: average === null ? "" : shown(average), missed: hours ? String(hours) : "", unexplained: Boolean(unexplained) };
}

/** «Зимин Илья, 24 ноября, устный опрос, пусто». @param {Page} page @param {number} row @param {import("./columns.js").Column} column */
export function cellName(page, row, column) {
  const { name, note } = page.students[row];
  if (column.type === "fold") {
    if (column.lessons.every((lesson) => !page.listedOn(row, lesson.date))) return [name, month(column), `не в списке${note ? `: ${note}` : ""}`].join(", ");
    const { average, missed, unexplained } = foldFigures(page, row, column);
    // The digits first, as they stand in the cell: it is what whoever speaks to his device calls it by (WCAG 2.5.3).
    const shownNow = [average, missed].filter(Boolean).join(" ");
    const said = [average ? `средний ${average}` : "отметок нет", missed ? `пропущено ${missed} ч${unexplained ? ", есть без известной причины" : ""}` : "пропусков нет"];
    return [name, month(column), ...(shownNow ? [shownNow] : []), ...said].join(", ");
  }
  const day = dayMonth(column.lesson.date);
  if (!page.listedOn(row, column.lesson.date)) return `${name}, ${day}, не в списке${note ? `: ${note}` : ""}`;
  const { text, raised } = viewOf(page, row, column);
  const words = cellWords(page, row, column);
  const sign = text + raised; // said too, for it is what whoever speaks to his device calls the cell by (WCAG 2.5.3)
  return [name, day, workName(page, column), ...(words.includes(sign) ? [] : [sign]), words].join(", ");
}

/** The value of a cell in words, with its states. @param {Page} page @param {number} row @param {WorkColumn} column */
export function cellWords(page, row, { lesson, slot }) {
  const presence = page.cell(row, lesson.id, 0);
  const mark = slot ? page.cell(row, lesson.id, slot) : null;
  const words = [];
  if (mark?.value) words.push(valueWords(mark.value));
  if (presence.value) words.push(valueWords(presence.value));
  for (const work of lesson.works) {
    const made = page.cell(row, lesson.id, -work.slot).value;
    if (made) words.push(`отработка ${made}`);
  }
  if (!words.length) words.push("пусто");
  if (mark?.state === "conflict" || presence.state === "conflict") words.push("два разных значения");
  else if (mark?.state || presence.state) words.push("ждёт отправки");
  if ((mark?.flags ?? 0) & CORRECTED) words.push("исправлялось");
  if (lesson.lock) words.push("закрыто");
  return words.join(", ");
}
