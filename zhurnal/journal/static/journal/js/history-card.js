// @ts-check
// The card of a cell: its value, and every change with author, moment, device and reason. And where a figure comes from.

import { cardHead, fitCard, showCard } from "./card.js";
import { cellWords, toneOf, valueText, workName } from "./cell-view.js";
import { dayMonth } from "./days.js";
import { element } from "./element.js";
import { changePart, historyFoot, readHistory } from "./history.js";
import { shown } from "./average.js";
import { besideWords } from "./stats.js";
import { averageOf, countedMarks, missedOf } from "./totals.js";

/** @param {string} value */
function chip(value) {
  const tone = toneOf(value);
  return element("span", `mark ${["5", "4", "3", "2"].includes(tone) ? `mark--${tone}` : "mark--absent"}${value.length > 2 ? " mark--wide" : ""}`, valueText(value));
}

/**
 * @param {import("./board.js").Board} board
 * @param {import("./position.js").Place} place
 * @param {string} url
 * @param {{focus?: boolean}} [options]
 */
export async function showHistory(board, place, url, { focus = false } = {}) {
  const { page } = board;
  const column = board.columns[place.col];
  const anchor = board.table.at(place.row, place.col);
  if (!anchor || column.type !== "work") return;
  const { lesson, slot, work } = column;
  const student = page.students[place.row];
  const absent = page.isAbsent(place.row, lesson);
  const value = (absent || !slot ? page.cell(place.row, lesson.id, 0) : page.cell(place.row, lesson.id, slot)).value;
  const weight = work && !absent ? `, вес ${String(work.weight / 100).replace(".", ",")}` : "";
  const head = cardHead(student.name, value ? chip(value) : undefined, `${dayMonth(lesson.date)} · ${absent ? cellWords(page, place.row, column) : workName(page, column)}${weight}`);
  const body = element("div", "");
  body.append(element("div", "card__foot", "Читаем историю…"));
  const label = `История: ${student.name}, ${dayMonth(lesson.date)}`;
  head.tabIndex = -1;
  const box = showCard(anchor, { className: "card--history", label, parts: [head, body], align: "start", focus: focus ? head : undefined, onClose: () => focus && board.focus() });
  const slots = absent ? [0, ...lesson.works.map((each) => -each.slot)] : [slot, 0];
  const history = await readHistory(url, { student: student.id, lesson: lesson.id, slots });
  if (!box.isConnected) return;
  const foot = historyFoot(history);
  body.replaceChildren(...history.changes.map(changePart), ...(foot ? [element("div", "card__foot", foot)] : []));
  fitCard(box);
}

/** `W`: Σ mark·weight / Σ weight, and the hours missed. @param {import("./board.js").Board} board @param {number} row @param {Element} anchor */
export function showDerivation(board, row, anchor) {
  const { page } = board;
  const marks = countedMarks(page, row);
  const average = averageOf(page, row);
  const { hours, unexplained } = missedOf(page, row);
  const parts = [cardHead(page.students[row].name, element("b", "", shown(average)), "средневзвешенный балл")];
  const groups = new Map();
  for (const { kind, value, weight } of marks) {
    const group = groups.get(kind) ?? { weight, values: [] };
    group.values.push(value);
    groups.set(kind, group);
  }
  for (const [code, { weight, values }] of groups) {
    const part = element("div", "card__part card__part--whole");
    const kind = page.kinds.get(code);
    part.append(element("div", "", `${kind?.name ?? code}, вес ${String(weight / 100).replace(".", ",")}`), element("div", "soft", values.join(" ")));
    parts.push(part);
  }
  const total = marks.reduce((sum, { value, weight }) => sum + Number(value) * weight, 0) / 100;
  const weights = marks.reduce((sum, { weight }) => sum + weight, 0) / 100;
  const number = (/** @type {number} */ value) => String(Math.round(value * 100) / 100).replace(".", ",");
  const rule = element("div", "card__part card__part--whole");
  rule.append(marks.length ? `Σ отметка · вес ${number(total)} : Σ весов ${number(weights)} = ${shown(average)}` : "Отметок с весом ещё нет.");
  parts.push(rule);
  for (const [title, words] of besideWords(page, row)) {
    const part = element("div", "card__part card__part--whole");
    part.append(element("div", "", title), element("div", "soft", words));
    parts.push(part);
  }
  const foot = `Округление один раз, до сотых, половина вверх. Отметок: ${marks.length}. Пропущено ${hours} ч${unexplained ? `, без известной причины ${unexplained} ч` : ""}.`;
  parts.push(element("div", "card__foot", foot));
  const box = showCard(anchor, { className: "card--derivation", label: `Откуда средний: ${page.students[row].name}`, parts, align: "end", takesKeys: false });
  box.tabIndex = -1;
}
