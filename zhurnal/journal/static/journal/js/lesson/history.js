// @ts-check
// «История»: every change of a cell, on a sheet of its own (A3.3). Whoever reads the journal's page may ask.

import { changePart, historyFoot, readHistory } from "../history.js";
import { sheetDialog } from "./dialogs.js";
import { el } from "./make.js";
import { columnName } from "./spoken.js";
import { dayMonth, sentence } from "./words.js";

/** @typedef {import("./desk.js").Desk} Desk */

/** Whether the journal tells this person what stood here before. @param {Desk} desk */
export const tellsHistory = (desk) => Boolean(desk.sheet.data.urls.cell);

/** The mark with its отработка, and the attendance that excludes them. @param {Desk} desk @param {string} student @param {number} slot */
export async function showHistory(desk, student, slot) {
  const { sheet, lesson } = desk;
  if (!tellsHistory(desk) || document.querySelector("dialog[open]")) return;
  const place = { student, lesson: lesson.id, slots: [slot, -slot, 0] };
  const body = el("div", { class: "lesson-history", "aria-live": "polite" }, el("p", { class: "hint" }, "Читаем историю…"));
  const shown = sheetDialog(sheet.student(student).name, [el("p", { class: "quiet" }, `${sentence(columnName(sheet, slot))}, ${dayMonth(lesson.date)}`), body], []);
  const history = await readHistory(sheet.data.urls.cell, place);
  const foot = historyFoot(history);
  body.replaceChildren(...history.changes.map(changePart), ...(foot ? [el("p", { class: "hint" }, foot)] : []));
  await shown;
}
