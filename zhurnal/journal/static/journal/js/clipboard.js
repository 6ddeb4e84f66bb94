// @ts-check
// To and from spreadsheets: text ↔ cells, names matched, unknown values told apart. Pure.

import { isRefusal, parse } from "./entry.js";

/**
 * @typedef {{row: number, col: number, typed: string}} Wanted
 * @typedef {{cells: Wanted[], names: {line: number, typed: string, rows: number[]}[], unknown: {line: number, typed: string}[],
 *   outside: number, byName: boolean, later: Map<number, {col: number, typed: string}[]>}} Pasted  `later`: by line, for a name to be chosen
 */

/** Lines and fields of a text from the clipboard: tabs, else semicolons, else commas; quotes as spreadsheets write them. @param {string} text */
export function readTable(text) {
  const clean = text.replace(/\r\n?/g, "\n").replace(/\n+$/, "");
  const divider = clean.includes("\t") ? "\t" : clean.includes(";") ? ";" : /,\s*\S/.test(clean) && !/^\d+,\d+$/m.test(clean) ? "," : "\t";
  const lines = [[""]];
  let quoted = false;
  for (let at = 0; at < clean.length; at += 1) {
    const letter = clean[at];
    const line = lines[lines.length - 1];
    if (quoted) {
      if (letter === '"' && clean[at + 1] === '"') { line[line.length - 1] += '"'; at += 1; }
      else if (letter === '"') quoted = false;
      else line[line.length - 1] += letter;
    } else if (letter === '"' && line[line.length - 1] === "") quoted = true;
    else if (letter === divider) line.push("");
    else if (letter === "\n") lines.push([""]);
    else line[line.length - 1] += letter;
  }
  return lines.map((line) => line.map((field) => field.trim()));
}

/** @param {string[][]} table rows of fields, as spreadsheets read them */
export function writeTable(table) {
  const field = (/** @type {string} */ text) => (/[\t\n"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return table.map((line) => line.map(field).join("\t")).join("\r\n");
}

/** A name as it is compared: lower case, ё as е, one space. @param {string} name */
const plain = (name) => name.toLowerCase().replaceAll("ё", "е").replace(/[.,]/g, " ").split(/\s+/).filter(Boolean);

/**
 * Rows of students whom a typed name may mean: «Зимин Илья Петрович», «Зимин Илья», «Зимин И.», «Зимин».
 * @param {string} typed
 * @param {string[]} names
 */
export function matchName(typed, names) {
  const wanted = plain(typed.replace(/^\d+[.)]?\s*/, ""));
  if (!wanted.length) return [];
  return names.flatMap((name, row) => {
    const own = plain(name);
    const fits = wanted.every((word, index) => own[index] === undefined || own[index] === word || (index > 0 && word.length === 1 && own[index].startsWith(word)));
    return fits && own[0] === wanted[0] ? [row] : [];
  });
}

/** @param {string} text */
const isName = (text) => /^[а-яё-]{2,}(?:\s+[а-яё.-]+)+$/i.test(text.replace(/^\d+[.)]?\s*/, "").trim());

/** «4.0», «4,00» of spreadsheets are 4. @param {string} text */
export const readValue = (text) => text.replace(/^([2-5])[.,]0+$/, "$1");

/**
 * What a pasted table wants to put where.
 * @param {string[][]} table
 * @param {{row: number, col: number}} at top left
 * @param {{names: string[], cols: number}} grid
 * @returns {Pasted}
 */
export function planPaste(table, at, { names, cols }) {
  const filled = table.filter((line) => line.some(Boolean));
  const nameAt = filled.length ? filled[0].findIndex((_, index) => filled.filter((line) => isName(line[index] ?? "")).length > filled.length / 2) : -1;
  /** @type {Pasted} */
  const plan = { cells: [], names: [], unknown: [], outside: 0, byName: nameAt >= 0, later: new Map() };
  for (const [line, fields] of table.entries()) {
    let row = at.row + line;
    let values = fields;
    if (plan.byName) {
      const typed = fields[nameAt] ?? "";
      values = fields.slice(nameAt + 1);
      if (!typed) continue;
      const rows = matchName(typed, names);
      if (rows.length !== 1) {
        if (!values.some(Boolean) || !isName(typed)) continue;
        plan.names.push({ line, typed, rows });
        /** @type {Pasted} */
        const waiting = { ...plan, cells: [] };
        takeLine(waiting, values, line, 0, at.col, names.length, cols);
        plan.later.set(line, waiting.cells);
        continue;
      }
      row = rows[0];
    }
    takeLine(plan, values, line, row, at.col, names.length, cols);
  }
  return plan;
}

/** @param {Pasted} plan @param {string[]} values @param {number} line @param {number} row @param {number} first @param {number} rows @param {number} cols */
function takeLine(plan, values, line, row, first, rows, cols) {
  for (const [index, raw] of values.entries()) {
    const typed = readValue(raw);
    const col = first + index;
    if (typed === "" || typed === "–" || typed === "-") continue;
    if (isRefusal(parse(typed))) plan.unknown.push({ line, typed: raw });
    else if (row >= rows || col >= cols) plan.outside += 1;
    else plan.cells.push({ row, col, typed });
  }
}
