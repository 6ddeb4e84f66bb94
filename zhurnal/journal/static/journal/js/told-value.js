// @ts-check
// A value of a topic, of homework, of a column or of a roll call in words: for who chooses between two of them. Pure.

import { shortDay } from "./days.js";
import { plural } from "@ui/words.js";

const STUDENTS = /** @type {[string, string, string]} */ (["студент", "студента", "студентов"]);

/**
 * @param {string} what the kind of command
 * @param {any} value
 * @param {ReadonlyMap<string, {name: string, short: string}>} [kinds] the college's kinds of work, where the page knows them
 * @returns {string}
 */
export function toldValue(what, value, kinds) {
  if (what === "work") return workWords(value, kinds);
  if (typeof value === "boolean") return value ? "все присутствуют" : "не отмечено";
  if (value === null || value === undefined || value === "") return what === "personal_homework" ? "снято" : "пусто";
  if (typeof value !== "object") return String(value);
  const { text, due, students } = value;
  if (!text) return "пусто";
  const rest = [due ? `к ${shortDay(due)}` : "", students ? plural(students.length, STUDENTS) : ""].filter(Boolean);
  return rest.length ? `${text} (${rest.join(", ")})` : text;
}

/** @param {any} value @param {ReadonlyMap<string, {name: string, short: string}>} [kinds] */
function workWords(value, kinds) {
  if (!value) return "убран";
  const kind = kinds?.get(value.kind);
  const name = kind?.name ?? "другой вид работы";
  return value.title ? `${name}, ${value.title}` : name;
}
