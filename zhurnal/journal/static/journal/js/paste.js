// @ts-check
// Copying from the grid and pasting into it; a preview before anything large or unclear is written.

import { openDialog } from "@ui/dialog.js";
import { speak } from "@ui/speak.js";
import { toast } from "@ui/toast.js";
import { plural } from "@ui/words.js";
import { valueText } from "./cell-view.js";
import { planPaste, readTable, writeTable } from "./clipboard.js";
import { shortDay } from "./days.js";
import { button, element } from "./element.js";
import { isAbsence, parse } from "./entry.js";
import { fillability } from "./plan.js";
import { bounds } from "./selection.js";

const QUIET = 10; // as many cells are pasted without a preview

/** What stands in a cell, as a spreadsheet gets it. @param {import("./board.js").Board} board @param {number} row @param {number} col */
function textAt({ page, columns }, row, col) {
  const column = columns[col];
  if (column.type === "fold") return "";
  const presence = page.cell(row, column.lesson.id, 0).value;
  if (isAbsence(presence)) return column.first ? presence : "";
  return page.cell(row, column.lesson.id, column.slot).value || (column.first ? presence : "");
}

/** @param {import("./board.js").Board} board @param {ClipboardEvent} event */
export function copyFrom(board, event) {
  const { row, col } = board.place;
  const { top, bottom, left, right } = board.selection ? bounds(board.selection) : { top: row, bottom: row, left: col, right: col };
  const table = [];
  for (let line = top; line <= bottom; line += 1) {
    const fields = [];
    for (let at = left; at <= right; at += 1) fields.push(textAt(board, line, at));
    table.push(fields);
  }
  event.clipboardData?.setData("text/plain", writeTable(table));
  event.preventDefault();
  speak(`Скопировано: ${plural(table.length * table[0].length, ["клетка", "клетки", "клеток"])}`);
}

/**
 * @param {import("./board.js").Board} board
 * @param {import("./pen.js").Pen} pen
 * @param {ClipboardEvent} event
 */
export function pasteInto(board, pen, event) {
  const text = event.clipboardData?.getData("text/plain") ?? "";
  event.preventDefault();
  if (!text.trim()) return;
  const table = readTable(text);
  const one = table.length === 1 && table[0].length === 1 ? parse(table[0][0]) : null;
  if (one && "value" in one && one.value && board.selection) {
    pen.fill(one.value);
    return;
  }
  const { top, left } = board.selection ? bounds(board.selection) : { top: board.place.row, left: board.place.col };
  const plan = planPaste(table, { row: top, col: left }, { names: board.page.students.map((student) => student.name), cols: board.columns.length });
  const rows = changesOf(board, plan);
  const unclear = plan.unknown.length || plan.names.length || plan.outside || rows.some(({ fits }) => fits === "replaces");
  const wanted = rows.filter(({ fits }) => fits === "takes" || fits === "replaces");
  if (!wanted.length && !unclear) {
    toast("Вставлять нечего: в клетках уже это стоит или они закрыты.", { icon: "info" });
    return;
  }
  if (wanted.length <= QUIET && !unclear) {
    pen.writeMany(wanted, skippedOf(rows), "Вставлено").then(() => board.focus());
    return;
  }
  preview(board, plan, rows, (chosen) => pen.writeMany(chosen, skippedOf(rows), "Вставлено").then(() => board.focus()));
}

/** @typedef {{row: number, col: number, value: string, before: string, fits: string}} Row */

/** @param {import("./board.js").Board} board @param {import("./clipboard.js").Pasted} plan @returns {Row[]} */
function changesOf(board, plan) {
  return plan.cells.map(({ row, col, typed }) => {
    const sign = parse(typed);
    const value = "value" in sign ? (isAbsence(sign.value) ? "н" : sign.value) : "";
    return { row, col, value, before: textAt(board, row, col), fits: fillability(board.page, row, board.columns[col], value) };
  });
}

/** @param {Row[]} rows */
function skippedOf(rows) {
  /** @type {Record<string, number>} */
  const skipped = {};
  for (const { fits } of rows) if (["absent", "marked", "closed", "off"].includes(fits)) skipped[fits] = (skipped[fits] ?? 0) + 1;
  return skipped;
}

/** @type {Record<string, string>} */
const WHY = { absent: "нет на занятии", marked: "уже стоит отметка", closed: "закрыто", off: "не в списке" };

/**
 * Only the cells that change, old → new; unknown values by row; namesakes are asked. Nothing is written before the button.
 * @param {import("./board.js").Board} board @param {import("./clipboard.js").Pasted} plan @param {Row[]} rows @param {(chosen: Row[]) => void} write
 */
function preview(board, plan, rows, write) {
  const dialog = element("dialog", "dialog dialog--wide dialog--centre paste");
  const changing = rows.filter(({ fits }) => fits === "takes" || fits === "replaces");
  const skipped = rows.filter(({ fits }) => fits in WHY);
  const head = element("div", "dialog__head");
  head.append(element("h2", "dialog__title", `Вставка: ${plural(changing.length, ["клетка", "клетки", "клеток"])}`));
  const body = element("div", "dialog__body");
  const table = element("table", "paste__table");
  const lines = changing.map((row) => line(board, row));
  table.append(...lines.map(({ element: each }) => each));
  body.append(table);
  const asked = plan.names.map((name) => namesake(board, plan, name));
  if (asked.length) body.append(element("h3", "", "Кого искать в списке"), ...asked.map(({ element: each }) => each));
  if (plan.unknown.length) {
    const words = plan.unknown.slice(0, 20).map(({ line: at, typed }) => `строка ${at + 1}: «${typed.slice(0, 20)}»`).join(", ");
    body.append(note(`Не знаки журнала, не вставятся: ${words}.`));
  }
  if (skipped.length) body.append(note(`Пропущено ${skipped.length}: ${[...new Set(skipped.map(({ fits }) => WHY[fits]))].join(", ")}.`));
  if (plan.outside) body.append(note(`Не поместилось: ${plan.outside}. Таблица шире или длиннее списка.`));
  const ticked = () => [...lines.filter(({ box }) => box.checked).map(({ row }) => row), ...asked.flatMap(({ chosen: pick }) => pick())];
  /** @type {Row[] | null} */
  let chosen = null;
  const go = button("", "main", () => {
    chosen = ticked();
    dialog.close();
  });
  const count = () => { go.textContent = `Вставить ${ticked().length}`; };
  dialog.addEventListener("change", count);
  count();
  const foot = element("div", "dialog__foot");
  foot.append(go, button("Не вставлять", "", () => dialog.close()));
  dialog.append(head, body, foot);
  // Only now is the dialog gone: the reason that writing may ask for keeps the focus.
  dialog.addEventListener("close", () => {
    dialog.remove();
    if (chosen) write(chosen);
    else board.focus();
  });
  document.body.append(dialog);
  openDialog(dialog);
  go.focus();
}

/** @param {string} text */
const note = (text) => element("p", "note note--warn", text);

/** @param {import("./board.js").Board} board @param {Row} row */
function line(board, row) {
  const tr = element("tr", "");
  const box = element("input", "");
  box.type = "checkbox";
  box.checked = row.fits === "takes";
  const column = /** @type {import("./columns.js").WorkColumn} */ (board.columns[row.col]);
  const kind = column.work ? board.page.kinds.get(column.work.kind)?.short : "";
  const student = board.page.students[row.row].name;
  box.setAttribute("aria-label", `${student}, ${shortDay(column.lesson.date)}: ${row.before || "пусто"} → ${row.value}`);
  const first = element("td", "");
  first.append(box);
  const change = element("td", "paste__change");
  change.append(valueText(row.before) || "пусто", " → ", element("b", "", valueText(row.value)));
  tr.append(first, element("td", "", student), element("td", "soft", `${shortDay(column.lesson.date)}${kind ? ` ${kind}` : ""}`), change);
  return { element: tr, box, row };
}

/** @param {import("./board.js").Board} board @param {import("./clipboard.js").Pasted} plan @param {{line: number, typed: string, rows: number[]}} name */
function namesake(board, plan, { line: at, typed, rows }) {
  const label = element("label", "paste__name", `строка ${at + 1}: «${typed}» — `);
  const select = element("select", "input input--row input--narrow");
  const list = rows.length ? rows : board.page.students.map((_, row) => row);
  select.append(new Option("не вставлять", ""), ...list.map((row) => new Option(`${board.page.students[row].number}. ${board.page.students[row].name}`, String(row))));
  label.append(select);
  const own = plan.later?.get(at) ?? [];
  return {
    element: label,
    chosen: () => (select.value === "" ? [] : changesOf(board, { ...plan, cells: own.map(({ col, typed: text }) => ({ row: Number(select.value), col, typed: text })) }).filter(({ fits }) => fits === "takes" || fits === "replaces")),
  };
}
