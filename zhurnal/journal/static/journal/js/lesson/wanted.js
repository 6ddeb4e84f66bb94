// @ts-check
// What of a closed lesson to ask for: all of it, or parts and cells by name.

import { cellPlace } from "../opened.js";
import { el } from "./make.js";

/** @param {string} words @param {string} value */
const tick = (words, value) => el("label", { class: "check" }, el("input", { type: "checkbox", value }), el("span", {}, words));

/** @param {import("./desk.js").Desk} desk @returns {{element: HTMLElement, places: () => string[]}} */
export function wantedPlaces(desk) {
  const { sheet } = desk;
  const parts = [["topic", "тему"], ["homework", "задание"]].map(([value, words]) => tick(words, value));
  const columns = [["0", "посещаемость"], ...sheet.works.map((/** @type {any} */ work) => [String(work.slot), sheet.kind(work.kind).name])]
    .map(([slot, words]) => tick(words, slot));
  const students = sheet.students.map((/** @type {any} */ student) => tick(student.name, student.id));
  const group = (/** @type {HTMLElement[]} */ ticks) => el("div", { class: "stack stack--4" }, ...ticks);
  const element = el("details", {}, el("summary", {}, "Открыть не всё занятие, а только…"),
    el("fieldset", { class: "stack stack--8" }, el("legend", { class: "field__label" }, "Что"), group([...parts, ...columns])),
    el("fieldset", { class: "stack stack--8" }, el("legend", { class: "field__label" }, "У кого, если не у всех"), group(students)));
  const ticked = (/** @type {HTMLElement[]} */ ticks) => ticks
    .map((each) => /** @type {HTMLInputElement} */ (each.querySelector("input")))
    .filter(({ checked }) => checked).map(({ value }) => value);
  const places = () => {
    const who = ticked(students);
    const slots = ticked(columns);
    const cells = (slots.length || !who.length ? slots : ["*"]).flatMap((slot) => (who.length ? who : ["*"]).map((id) => cellPlace(id, slot)));
    const all = who.length ? [] : slots.map((slot) => (slot === "0" ? "roll_call" : `work:${slot}`));
    return [...ticked(parts), ...cells, ...all];
  };
  return { element, places };
}
