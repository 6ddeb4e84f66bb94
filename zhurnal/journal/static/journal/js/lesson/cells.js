// @ts-check
// What stands in a cell of the list: a tick, «н» with its cause, a mark.

import { icon } from "@ui/icons.js";
import { lateMinutes } from "../entry.js";
import { el } from "./make.js";

/** @typedef {import("./sheet.js").LessonSheet} LessonSheet */

const TONES = /** @type {Record<string, string>} */ ({ 5: "5", 4: "4", 3: "3", 2: "2", "незач": "fail" });
const MANNERS = /** @type {Record<string, string>} */ ({ "": " absence--unknown", "н": " absence--inexcusable" });
const SHOWN = /** @type {Record<string, string>} */ ({ "зач": "зач.", "незач": "незач.", "осв": "осв." });

/** @param {string} value @param {string} [before] a stroke before the mark of an отработка */
export function markChip(value, before = "") {
  const words = SHOWN[value] ?? value;
  const wide = words.length > 2 ? " mark--wide" : "";
  return el("span", { class: `mark lesson-mark mark--${TONES[value] ?? "plain"}${wide}` }, before + words);
}

/** @param {LessonSheet} sheet @param {string} student */
export function attendanceSign(sheet, student) {
  const presence = sheet.presence(student);
  if (presence === "present") return icon("check", "ok");
  if (presence === "late") return el("span", { class: "mark lesson-mark mark--plain" }, el("span", {}, "о", el("sup", {}, String(lateMinutes(sheet.cell(student, 0).value)))));
  if (presence === "released") return markChip("осв");
  if (presence === "") return el("span", { class: "lesson-box" });
  const sign = presence === "announced" ? sheet.data.announced[student] : sheet.sign(student);
  const cause = sign.slice(1);
  const manner = MANNERS[cause] ?? "";
  return el("span", { class: `mark mark--absent${presence === "announced" ? " mark--proposed" : ""}` },
    el("span", { class: `absence${manner}` }, "н", cause && cause !== "н" ? el("sup", {}, cause) : null));
}

/** What stands in a kind of work: the mark, the отработка of an absent student, nothing. @param {LessonSheet} sheet @param {string} student @param {number} slot */
export function workSign(sheet, student, slot) {
  const made = sheet.cell(student, -slot).value;
  if (made) return markChip(made, "/");
  const { value } = sheet.cell(student, slot);
  return value ? markChip(value) : null;
}
