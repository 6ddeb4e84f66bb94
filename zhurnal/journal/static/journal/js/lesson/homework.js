// @ts-check
// Homework: of the whole group with its day, from the programme or from the parallel group; and of single students.

import { answerWith, sheetDialog } from "./dialogs.js";
import { button, el, fill, refill } from "./make.js";
import { topicOf } from "./offers.js";
import { Seen } from "./seen.js";
import { dueWords, shortDay } from "./words.js";

/** @typedef {import("./desk.js").Desk} Desk */

const LIMIT = 2000;
const QUIET = 4000; // unfinished typing is written after so long

/** The select of the day. @param {Desk} desk @param {string} id @param {string | null} due @param {(due: string | null) => void} chosen */
function dueField(desk, id, due, chosen) {
  const { data, lesson } = desk.sheet;
  const days = [...new Set([...data.dues, due].filter(Boolean))].sort();
  const select = /** @type {HTMLSelectElement} */ (el("select", { class: "lesson-due", id, "aria-label": "Срок задания" },
    ...days.map((day) => el("option", { value: day }, dueWords(day))), el("option", { value: "" }, "без срока"), el("option", { value: "other" }, "другой день…")));
  select.value = due ?? "";
  const day = /** @type {HTMLInputElement} */ (el("input", { class: "input input--row", type: "date", min: lesson.date, hidden: true, "aria-label": "День, к которому задано" }));
  day.addEventListener("change", () => chosen(day.value || null));
  select.addEventListener("change", () => {
    day.hidden = select.value !== "other";
    if (day.hidden) chosen(select.value || null);
    else day.focus();
  });
  return el("span", { class: "lesson-due__box" }, select, day);
}

export class Homework {
  /** @param {HTMLElement} root @param {Desk} desk */
  constructor(root, desk) {
    this.root = root;
    this.desk = desk;
    this.timer = 0;
    this.leaving = false;
    /** What was typed and not written yet is written: the page may be going. */
    this.flush = () => {};
    const { lesson } = desk;
    this.seen = new Seen({
      read: () => ({ text: lesson.homework, due: lesson.homework ? lesson.homework_due : null, version: lesson.homework_version }), waits: () => desk.waits("homework"),
    });
    this.draw();
  }

  /** Written at once, drawn when the focus has come to where it goes: the next button must be there for it. */
  #left() {
    this.leaving = true;
    this.flush();
    setTimeout(() => {
      this.leaving = false;
      this.draw();
    });
  }

  draw() {
    if (this.leaving) return;
    const { lesson, canPrepare, sheet } = this.desk;
    const field = this.root.querySelector("textarea");
    if (field && field === document.activeElement) {
      this.seen.passed();
      return;
    }
    this.seen.drawn();
    if (!canPrepare) {
      refill(this.root, el("h2", { class: "lesson-part__title" }, "Всей группе"), el("p", {}, lesson.homework || "Не задано"),
        lesson.homework && el("p", { class: "hint" }, dueWords(lesson.homework_due)));
      return;
    }
    let due = lesson.homework ? lesson.homework_due : (this.due ?? sheet.data.due_guess);
    const area = /** @type {HTMLTextAreaElement} */ (el("textarea", { class: "input lesson-homework__field", id: "homework", rows: 3, maxlength: LIMIT }));
    area.value = lesson.homework;
    this.flush = () => this.#write(area.value, due);
    area.addEventListener("change", () => this.#left());
    area.addEventListener("input", () => {
      clearTimeout(this.timer);
      this.timer = window.setTimeout(this.flush, QUIET);
    });
    refill(this.root,
      el("div", { class: "lesson-part__head" }, el("label", { class: "lesson-part__title", for: "homework" }, "Всей группе"),
        dueField(this.desk, "homework-due", due, (/** @type {string | null} */ day) => {
          this.due = day;
          due = day;
          if (!area.value.trim()) return;
          this.flush();
          this.draw();
        })),
      area, el("div", { class: "lesson-homework__from" }, ...this.#sources(() => due)));
  }

  /** @param {() => string | null} due */
  #sources(due) {
    const { sheet, lesson } = this.desk;
    const topic = topicOf(sheet);
    const parallel = sheet.data.parallel.filter((/** @type {any} */ one) => one.topic === topic?.id);
    const from = [
      topic?.homework && { words: "из плана", icon: "plus", text: topic.homework },
      ...parallel.map((/** @type {any} */ one) => ({ words: `как в ${one.group}`, text: one.text })),
    ].filter(Boolean);
    return from.filter((one) => !lesson.homework.includes(one.text)).map((one) =>
      button(one.words, () => this.#add(one.text, due()), { className: "lesson-kind lesson-kind--add", icon: one.icon, title: one.text }));
  }

  /** Under what stands in the lesson, whatever the field shows. @param {string} text @param {string | null} due */
  #add(text, due) {
    this.flush();
    const { lesson } = this.desk;
    this.desk.setHomework([lesson.homework, text].filter(Boolean).join("\n"), due);
    this.draw();
  }

  /** @param {string} typed @param {string | null} day */
  #write(typed, day) {
    clearTimeout(this.timer);
    const text = typed.trim();
    const value = { text, due: text ? day : null };
    if (!this.seen.differs(value)) return;
    const { version } = this.seen;
    this.seen.wrote(value);
    this.desk.setHomework(text, value.due, version);
  }
}

/** @param {HTMLElement} root @param {Desk} desk */
export function drawPersonal(root, desk) {
  const { data } = desk.sheet;
  root.hidden = !desk.canPrepare && !data.personal.length;
  const names = (/** @type {any} */ task) => task.students.map((/** @type {string} */ id) => desk.sheet.students.find((one) => one.id === id)?.name).filter(Boolean).join(", ");
  const cards = data.personal.map((/** @type {any} */ task) => el(desk.canPrepare ? "button" : "div", { class: "lesson-task", type: desk.canPrepare && "button", onclick: () => desk.canPrepare && editPersonal(desk, task) },
    el("span", { class: "lesson-task__head" }, el("b", {}, names(task)), el("span", { class: "lesson-task__due" }, task.due ? `к ${shortDay(task.due)}` : "")), el("span", { class: "lesson-task__text" }, task.text)));
  fill(root,
    el("div", { class: "lesson-part__head" }, el("h2", { class: "lesson-part__title" }, "Отдельным студентам"), el("span", { class: "quiet" }, data.personal.length ? String(data.personal.length) : "")),
    cards.length ? el("div", { class: "lesson-tasks" }, ...cards) : null,
    desk.canPrepare && button("Задание студенту", () => editPersonal(desk, null), { className: "button button--wide", icon: "plus" }));
}

/** @param {Desk} desk @param {any} task one of `personal`, or null for a new one */
async function editPersonal(desk, task) {
  const { sheet } = desk;
  let due = task ? task.due : sheet.data.due_guess;
  const text = /** @type {HTMLTextAreaElement} */ (el("textarea", { class: "input", id: "task-text", rows: 3, maxlength: LIMIT }));
  text.value = task?.text ?? "";
  const boxes = sheet.students.map(({ id, name }) => {
    const box = /** @type {HTMLInputElement} */ (el("input", { type: "checkbox", value: id }));
    box.checked = Boolean(task?.students.includes(id));
    return { box, label: el("label", { class: "check" }, box, el("span", {}, name, sheet.isHere(id) ? "" : el("small", { class: "quiet" }, " нет на занятии"))) };
  });
  const error = el("p", { class: "field__error", role: "alert" });
  const chosen = () => boxes.filter(({ box }) => box.checked).map(({ box }) => box.value);
  const check = (/** @type {string} */ value) => {
    if (value !== "save") return true;
    error.textContent = !text.value.trim() ? "Напишите задание." : !chosen().length ? "Отметьте хотя бы одного студента."
      : due && due < sheet.lesson.date ? "Срок задания раньше самого занятия." : "";
    return !error.textContent;
  };
  const fields = [
    el("div", { class: "field" }, el("label", { class: "field__label", for: "task-text" }, "Задание"), text),
    el("div", { class: "lesson-part__head" }, el("span", { class: "lesson-part__label" }, "Срок"), dueField(desk, "task-due", due, (day) => { due = day; })),
    el("fieldset", { class: "lesson-task__students" }, el("legend", { class: "field__label" }, "Кому"), ...boxes.map(({ label }) => label)), error,
  ];
  const choices = [{ value: "save", words: "Записать задание", className: "button button--main" }];
  if (task) choices.push({ value: "remove", words: "Снять задание", className: "button button--remove" });
  const answer = await sheetDialog(task ? "Задание студенту" : "Новое задание студенту", fields, choices, { check });
  if (answer === "save") desk.setPersonal(task, { students: chosen(), text: text.value.trim(), due });
  if (answer === "remove") desk.setPersonal(task, null);
}

