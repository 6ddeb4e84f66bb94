// @ts-check
// The history of a cell: asked of the journal, and each change in words. The grid's card and the lesson's sheet show it.

import { valueText } from "./cell-view.js";
import { shortDay } from "./days.js";
import { element } from "./element.js";
import { UNNUMBERED } from "./outbox.js";
import { get } from "./transport.js";

/**
 * @typedef {{before: string, after: string, author: string, at: string, device: string, reason: string, seen?: string}} Past
 * `seen`: of the value that stands, since when the family reads it.
 */

/**
 * Changes of these places of a student in a lesson, newest first; `failed`: the journal did not answer.
 * @param {string} url @param {{student: string, lesson: string, slots: number[]}} place
 * @returns {Promise<{changes: Past[], failed: boolean}>}
 */
export async function readHistory(url, { student, lesson, slots }) {
  const asked = [...new Set(slots)].filter((slot) => Math.abs(slot) < UNNUMBERED); // of a column without number nothing is known yet
  const reads = await Promise.all(asked.map((slot) => get(`${url}?student=${student}&lesson=${lesson}&slot=${slot}`)));
  return {
    changes: reads.flatMap((read) => (read.kind === "ok" ? read.data.changes : [])).sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0)),
    failed: reads.some((read) => read.kind !== "ok"),
  };
}

/** What stands under the changes: since when the family reads the value, or why there are none. @param {{changes: Past[], failed: boolean}} history */
export function historyFoot({ changes, failed }) {
  if (failed) return "История сейчас недоступна: нет связи.";
  if (!changes.length) return "В этой клетке ещё ничего не писали.";
  return changes.find(({ seen }) => seen)?.seen ?? "";
}

/** «было 3 → стало 4» @param {Past} change */
function changeWords({ before, after }) {
  const line = element("div", "");
  const strong = (/** @type {string} */ text) => element("b", "", valueText(text));
  if (!before) line.append("поставлено ", strong(after));
  else if (!after) line.append("убрано ", strong(before));
  else line.append("было ", strong(before), " → стало ", strong(after));
  return line;
}

/** One change with its author, moment, device and reason. @param {Past} change */
export function changePart(change) {
  const part = element("div", "card__part");
  const body = element("div", "");
  const clock = change.at.slice(11, 16);
  const facts = [change.author, clock].filter(Boolean).join(", ") + (change.device ? `, ${change.device}` : "");
  body.append(changeWords(change), element("div", "soft", facts + (change.reason ? `. Причина: ${change.reason}` : "")));
  part.append(element("div", "card__when", shortDay(change.at)), body);
  return part;
}
