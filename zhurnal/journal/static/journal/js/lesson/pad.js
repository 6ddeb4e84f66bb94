// @ts-check
// The pad: 5 4 3 2 · н · опоздал · очистить · далее, always in the same place.

import { icon } from "@ui/icons.js";
import { minutesLate } from "./steps.js";
import { button, el, fill } from "./make.js";
import { attendanceWords, columnName } from "./spoken.js";

/**
 * @typedef {import("./desk.js").Desk} Desk
 * @typedef {{words: string, act: () => void, tone?: string, big?: boolean, wide?: boolean, end?: string, name?: string}} Key
 * @typedef {{press: (value: string) => void, absent: () => void, clear: () => void, next: () => void, back: () => void, history?: () => void}} Presses
 */

export class Pad {
  /** @param {HTMLElement} root @param {Desk} desk @param {Presses} presses */
  constructor(root, desk, presses) {
    this.root = root;
    this.desk = desk;
    this.presses = presses;
    /** @type {"marks" | "late" | "more"} */
    this.layer = "marks";
    /** @type {string} day of an отработка */
    this.on = desk.sheet.data.today;
    // A tap on a key leaves the focus in the list, so that the keyboard and the voice stay there.
    root.addEventListener("pointerdown", (event) => { if (!(/** @type {Element} */ (event.target)).closest("input")) event.preventDefault(); });
  }

  draw() {
    const { active, canWrite, sheet } = this.desk;
    this.root.hidden = !active || !canWrite;
    document.documentElement.toggleAttribute("data-pad", !this.root.hidden);
    if (this.root.hidden || !active) return;
    const { student, slot } = active;
    const absent = slot !== 0 && !sheet.isHere(student);
    const said = slot === 0 ? attendanceWords(sheet, student) : columnName(sheet, slot);
    fill(this.root,
      el("div", { class: "pad__head" },
        el("p", { class: "pad__who" }, el("b", {}, sheet.student(student).name), " ", el("span", {}, absent ? `отработка, ${columnName(sheet, slot)}` : said)),
        slot === 0 ? null : button("ещё", () => this.#turn(this.layer === "more" ? "marks" : "more"), { className: "button button--text pad__more", "aria-label": "Другие знаки: зачтено, не зачтено, освобождение", "aria-expanded": this.layer === "more" }),
        this.presses.history ? button("История", this.presses.history, { className: "button button--text pad__history" }) : null,
        this.desk.undo.last ? button("Отменить", () => this.presses.back(), { className: "button button--text pad__undo", icon: "undo" }) : null,
        button("", () => this.#close(), { className: "button button--bare button--icon pad__close", icon: "close", "aria-label": "Убрать клавиши" })),
      absent ? this.#makeup() : null,
      el("div", { class: "pad__keys", "data-layer": this.layer }, ...this.#keys(slot).map((key) => this.#key(key))));
  }

  #close() {
    this.layer = "marks";
    this.desk.leave();
  }

  /** The day on which an absent student made the work up. */
  #makeup() {
    const { lesson, data } = this.desk.sheet;
    const input = /** @type {HTMLInputElement} */ (el("input", { class: "input input--row", type: "date", id: "makeup-day", min: lesson.date, max: data.today, onchange: () => { this.on = input.value || data.today; } }));
    input.value = this.on;
    return el("div", { class: "pad__makeup" }, el("label", { for: "makeup-day" }, "Сдано"), input, el("span", {}, "Студента не было на занятии"));
  }

  /** @param {Key} key */
  #key({ words, act, tone, big, wide, end, name }) {
    const className = ["pad__key", tone && `pad__key--${tone}`, big && "pad__key--big", wide && "pad__key--wide"].filter(Boolean).join(" ");
    return el("button", { type: "button", class: className, "aria-label": name, onclick: act }, el("span", {}, words), end && icon(end));
  }

  /** @param {"marks" | "late" | "more"} layer */
  #turn(layer) {
    this.layer = layer;
    this.draw();
  }

  /** @param {string} value */
  #press(value) {
    this.layer = "marks";
    this.presses.press(value);
  }

  /** @param {number} slot @returns {Key[]} */
  #keys(slot) {
    if (this.layer === "late") return this.#lateKeys();
    if (this.layer === "more") return this.#moreKeys();
    const marks = ["5", "4", "3", "2"].map((value) => ({ words: value, tone: value, big: true, act: () => this.#press(value) }));
    const here = [
      { words: "на занятии", big: true, wide: true, act: () => this.#press("+") },
      { words: "освобождение", big: true, wide: true, act: () => this.#press("осв") },
    ];
    return [
      ...(slot === 0 ? here : marks),
      { words: "н · нет", act: () => this.presses.absent() },
      { words: "опоздал", act: () => this.#turn("late") },
      { words: "очистить", act: () => this.presses.clear() },
      { words: "далее", end: "chevron-down", act: () => this.presses.next() },
    ];
  }

  /** @returns {Key[]} */
  #lateKeys() {
    const { lesson, data } = this.desk.sheet;
    const now = lesson.date === data.today ? minutesLate(lesson.time, this.clock()) : null;
    const minutes = [...new Set([now, 5, 10, 15, 20, 30, 45, 60].filter((one) => one !== null))].slice(0, 7);
    return [
      ...minutes.map((one) => ({ words: one === now ? `сейчас, ${one}` : String(one), name: `Опоздание, минут: ${one}`, big: true, act: () => this.#press(`о${one}`) })),
      { words: "назад", big: true, act: () => this.#turn("marks") },
    ];
  }

  /** «10:42» now, by this device. */
  clock() {
    return new Date().toTimeString().slice(0, 5);
  }

  /** @returns {Key[]} */
  #moreKeys() {
    return [
      { words: "зачтено", wide: true, big: true, act: () => this.#press("зач") },
      { words: "не зачтено", wide: true, big: true, act: () => this.#press("незач") },
      { words: "освобождение", wide: true, act: () => this.#press("осв") },
      { words: "назад", wide: true, act: () => this.#turn("marks") },
    ];
  }
}
