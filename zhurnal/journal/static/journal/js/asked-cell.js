// @ts-check
// The cell that an address names («#cell=lesson:student:slot»): whoever comes from a list of findings stands there at once.

import { columnIndex } from "./columns.js";
import { monthKey } from "./days.js";

/** @param {string} hash @returns {{lesson: string, student: string, slot: number} | null} */
export function askedCell(hash) {
  const found = /^#cell=([0-9a-f]{32}):([0-9a-f]{32}):(\d{1,2})$/.exec(hash);
  return found ? { lesson: found[1], student: found[2], slot: Number(found[3]) } : null;
}

/** Stand at the cell that the address names; a month that is folded opens. @param {import("./board.js").Board} board @param {string} hash */
export function goToAsked(board, hash) {
  const asked = askedCell(hash);
  const lesson = asked ? board.page.lesson(asked.lesson) : undefined;
  if (!asked || !lesson) return;
  const row = board.page.rowOf(asked.student, lesson.date);
  if (row < 0) return;
  if (columnIndex(board.columns, lesson.id) < 0) board.toggleMonth(monthKey(lesson.date));
  const col = columnIndex(board.columns, lesson.id, asked.slot);
  if (col >= 0) board.go({ row, col });
}
