// @ts-check
// The list of the group: attendance and one column for each kind of work. One tab stop; the cell remembers itself.

import { plural } from "@ui/words.js";
import { shown } from "../average.js";
import { attendanceSign, workSign } from "./cells.js";
import { button, el, fill } from "./make.js";
import { cellName } from "./spoken.js";
import { columnHead, weightWords, workName } from "./words.js";

/** @typedef {import("./desk.js").Desk} Desk */

const COUNTED = /** @type {[string, string, string]} */ (["студент", "студента", "студентов"]);

export class List {
  /** @param {HTMLElement} root @param {Desk} desk @param {{work: (slot: number | null) => void, stateOf: (student: string, slot: number) => string, history: (student: string, slot: number) => void}} tools */
  constructor(root, desk, tools) {
    this.desk = desk;
    this.tools = tools;
    this.head = el("thead");
    this.body = el("tbody");
    this.table = el("table", { class: "lesson-list", role: "grid", "aria-label": "Список: явка и отметки" }, this.head, this.body);
    root.append(this.table);
    this.table.addEventListener("click", (event) => {
      const cell = /** @type {Element} */ (event.target).closest("td[data-slot]");
      if (!(cell instanceof HTMLElement)) return;
      const place = /** @type {[string, number]} */ ([cell.dataset.student ?? "", Number(cell.dataset.slot)]);
      desk.select(...place);
      if (!desk.canWrite) tools.history(...place); // where nothing is written there is no pad: the cell itself tells
    });
    this.draw();
  }

  draw() {
    const held = this.#held();
    this.#drawHead();
    fill(this.body, ...this.desk.sheet.students.map((student) => this.#row(student)));
    this.table.toggleAttribute("data-many", this.desk.sheet.columns.length > 3);
    this.paint(this.desk.sheet.students.map((student) => student.id));
    if (!held) return;
    if (this.desk.active) this.show();
    else this.cell(held.student, this.desk.sheet.slotNow(held.slot))?.focus({ preventScroll: true }); // the keys are away: the focus stays where it was
  }

  /** The place of the cell with the focus; null where it is elsewhere. */
  #held() {
    if (!this.table.contains(document.activeElement)) return null;
    const cell = document.activeElement?.closest("td[data-slot]");
    return cell instanceof HTMLElement ? { student: cell.dataset.student ?? "", slot: Number(cell.dataset.slot) } : { student: "", slot: 0 };
  }

  #drawHead() {
    const { sheet, canPrepare } = this.desk;
    const works = sheet.columns.map((work) => {
      const kind = sheet.kind(work.kind);
      const words = [el("b", {}, columnHead(work, kind)), " ", el("span", {}, weightWords(work.weight))];
      const name = `${workName(work, kind)}, ${weightWords(work.weight)}`;
      const shown = `${columnHead(work, kind)} ${weightWords(work.weight)}`; // said first, for whoever speaks to his device (WCAG 2.5.3)
      const inside = canPrepare && !sheet.isOffered(work)
        ? el("button", { type: "button", class: "lesson-list__work", "aria-label": `${shown}: ${workName(work, kind)}, изменить`, onclick: () => this.tools.work(work.slot) }, ...words)
        : el("span", { class: "lesson-list__work", "aria-label": name, role: "img" }, ...words);
      return el("th", { scope: "col", class: "lesson-list__mark" }, inside);
    });
    fill(this.head, el("tr", {},
      el("th", { scope: "col", class: "lesson-list__number" }, el("span", { class: "visually-hidden" }, "Номер")),
      el("th", { scope: "col", class: "lesson-list__name" }, el("span", { class: "only-wide" }, "Студент"), el("span", { class: "only-narrow" }, plural(sheet.students.length, COUNTED))),
      el("th", { scope: "col", class: "lesson-list__here" }, el("span", { class: "only-narrow" }, "Явка"), el("span", { class: "only-wide", "data-count": "" })),
      ...works,
      el("th", { scope: "col", class: "lesson-list__average" }, "Ср. взв."),
      el("th", { scope: "col", class: "lesson-list__hint" }, canPrepare ? button("Вид работы", () => this.tools.work(null), { className: "button button--text", icon: "plus" }) : null)));
  }

  /** @param {import("./sheet.js").Student} student */
  #row(student) {
    const cell = (/** @type {number} */ slot, /** @type {string} */ className) => el("td", { class: className, "data-student": student.id, "data-slot": slot, tabindex: -1 });
    return el("tr", { "data-row": student.id },
      el("td", { class: "lesson-list__number" }, String(student.number)),
      el("th", { scope: "row", class: "lesson-list__name" }, el("span", { class: "lesson-list__who" }, student.name), el("span", { class: "lesson-list__why", "data-why": "" })),
      cell(0, "lesson-list__here"),
      ...this.desk.sheet.columns.map((work) => cell(work.slot, "lesson-list__mark")),
      el("td", { class: "lesson-list__average", "data-average": "" }),
      el("td", { class: "lesson-list__hint", "data-hint": "" }));
  }

  /** @param {string} student */
  row(student) {
    return /** @type {HTMLElement | null} */ (this.body.querySelector(`[data-row="${CSS.escape(student)}"]`));
  }

  /** @param {string} student @param {number} slot */
  cell(student, slot) {
    return /** @type {HTMLElement | null} */ (this.row(student)?.querySelector(`[data-slot="${slot}"]`) ?? null);
  }

  /** Draw anew what changed: rows of these students. @param {string[]} students */
  paint(students) {
    const { sheet } = this.desk;
    for (const student of new Set(students)) {
      const row = this.row(student);
      if (row) this.#paintRow(row, student);
    }
    const here = sheet.students.filter((student) => ["present", "late", "released"].includes(sheet.presence(student.id))).length;
    const count = this.head.querySelector("[data-count]");
    if (count) count.textContent = `Явка: ${here} из ${sheet.students.length}`;
    this.#giveTabStop();
  }

  /** @param {HTMLElement} row @param {string} student */
  #paintRow(row, student) {
    const { sheet, active } = this.desk;
    const current = active?.student === student;
    row.classList.toggle("is-active", current);
    const here = sheet.isHere(student);
    for (const cell of row.querySelectorAll("td[data-slot]")) {
      if (!(cell instanceof HTMLElement)) continue;
      const slot = Number(cell.dataset.slot);
      const state = this.tools.stateOf(student, slot);
      fill(cell, slot === 0 ? attendanceSign(sheet, student) : workSign(sheet, student, slot), ...(slot === 0 ? this.#whyBeside(student) : []));
      cell.dataset.state = state;
      cell.classList.toggle("is-shut", slot !== 0 && !here);
      cell.setAttribute("aria-label", cellName(sheet, student, slot, state));
      const picked = current && active.slot === slot;
      cell.setAttribute("aria-selected", String(picked));
    }
    const why = row.querySelector("[data-why]");
    if (why) why.textContent = this.#underName(student, current);
    const hint = row.querySelector("[data-hint]"); // what was missing is there as soon as he has a mark
    if (hint) hint.textContent = sheet.weighed(student).length ? "" : (sheet.data.hints[student] ?? "");
    const average = row.querySelector("[data-average]");
    if (average) average.textContent = shown(sheet.average(student));
  }

  /** The cause beside the sign, where there is room: a word of its own, also for whoever takes the text of the cell. @param {string} student */
  #whyBeside(student) {
    if (this.desk.sheet.isHere(student)) return [];
    return [document.createTextNode(" "), el("span", { class: "lesson-list__cause", "aria-hidden": "true" }, this.desk.sheet.cause(student))];
  }

  /** What a phone shows under the name. @param {string} student @param {boolean} current */
  #underName(student, current) {
    const { sheet } = this.desk;
    if (!sheet.isHere(student)) return sheet.cause(student);
    if (!current) return "";
    const average = sheet.average(student);
    const last = sheet.data.last[student];
    return [average === null ? "" : `средний ${shown(average)}`, last ? `последняя ${last}` : ""].filter(Boolean).join(", ");
  }

  #giveTabStop() {
    const { active, sheet } = this.desk;
    for (const cell of this.body.querySelectorAll('td[tabindex="0"]')) cell.setAttribute("tabindex", "-1");
    const [first] = sheet.students;
    const stop = active ?? (first && { student: first.id, slot: sheet.columns[0]?.slot ?? 0 });
    if (stop) this.cell(stop.student, stop.slot)?.setAttribute("tabindex", "0");
  }

  /** Bring the active cell into sight and give it the focus. @param {boolean} [focus] */
  show(focus = true) {
    const { active } = this.desk;
    if (!active) return;
    const cell = this.cell(active.student, active.slot);
    if (focus) cell?.focus({ preventScroll: true });
    this.row(active.student)?.scrollIntoView({ block: "nearest" });
  }
}
