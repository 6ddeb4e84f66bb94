// @ts-check
// One value into many cells: what is written, what is passed over and why. Pure.

import { plural, pluralWord } from "@ui/words.js";
import { fillability } from "./plan.js";

/**
 * @typedef {import("./position.js").Place} Place
 * @typedef {{takes: Place[], replaces: Place[], skipped: Record<string, number>, same: number}} Filled
 */

/** @type {Record<string, [string, string, string] | string>} */
const WHY = { absent: "нет на занятии", marked: "уже стоит отметка", closed: "закрыто", off: "не в списке" };

/**
 * Sort the places of a range by what a value does there; each place once, merged cells too.
 * @param {import("./page.js").Page} page
 * @param {import("./columns.js").Column[]} columns
 * @param {Place[]} places
 * @param {string} value
 * @returns {Filled}
 */
export function sortPlaces(page, columns, places, value) {
  /** @type {Filled} */
  const found = { takes: [], replaces: [], skipped: {}, same: 0 };
  for (const place of places) {
    const fits = fillability(page, place.row, columns[place.col], value);
    if (fits === "takes") found.takes.push(place);
    else if (fits === "replaces") found.replaces.push(place);
    else if (fits === "same") found.same += 1;
    else found.skipped[fits] = (found.skipped[fits] ?? 0) + 1;
  }
  return found;
}

/** Cells of a range that can be written at all. @param {import("./page.js").Page} page @param {import("./columns.js").Column[]} columns @param {Place[]} places */
export function editable(page, columns, places) {
  return places.filter(({ row, col }) => ["takes", "same", "replaces"].includes(fillability(page, row, columns[col], "5")));
}

/** «Записано 6, пропущено 1: нет на занятии». @param {number} written @param {Record<string, number>} skipped */
export function filledWords(written, skipped) {
  const reasons = Object.keys(skipped);
  const total = reasons.reduce((sum, why) => sum + skipped[why], 0);
  const base = `Записано ${written}`;
  if (!total) return base;
  const said = reasons.map((why) => (reasons.length > 1 ? `${WHY[why]} — ${skipped[why]}` : WHY[why])).join(", ");
  return `${base}, пропущено ${total}: ${said}`;
}

/** «Заменить 3 отметки?» @param {number} number */
export const replaceWords = (number) => `Заменить ${plural(number, ["отметку", "отметки", "отметок"])}?`;

/** «6 клеток». @param {number} number */
export const cellsWords = (number) => `${number}\u00a0${pluralWord(number, ["клетка", "клетки", "клеток"])}`;
