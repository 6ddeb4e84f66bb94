// @ts-check
// The keyboard in the list. Letters act by physical key, so they work in both layouts.

import { columnBeside } from "./steps.js";

/** @typedef {import("./desk.js").Desk} Desk */

const LATE_PATIENCE = 1500; // after «О», digits are minutes for so long

export class Keys {
  /**
   * @param {HTMLElement} table @param {Desk} desk @param {import("./presses.js").Presses} presses
   * @param {{all: () => void, work: () => void, focusFirst: () => void, minutes: (typed: string | null) => void}} tools
   */
  constructor(table, desk, presses, tools) {
    this.desk = desk;
    this.presses = presses;
    this.tools = tools;
    /** @type {string | null} digits of «О», null when it was not pressed */
    this.minutes = null;
    this.timer = 0;
    table.addEventListener("keydown", (event) => {
      if (!(/** @type {Element} */ (event.target)).matches("td[data-slot]")) return;
      if (!desk.active) tools.focusFirst();
      if (desk.active && this.#act(event)) event.preventDefault();
    });
  }

  /** @param {KeyboardEvent} event @returns {boolean} whether the key meant something */
  #act(event) {
    const control = event.ctrlKey || event.metaKey;
    if (this.minutes !== null && this.#typeMinutes(event)) return true;
    if (control) return this.#withControl(event);
    if (event.altKey) return false;
    const { active, sheet } = this.desk;
    if (!active) return false;
    const slots = sheet.columns.map((work) => work.slot);
    const to = (/** @type {string} */ student, /** @type {number} */ slot) => { this.desk.select(student, slot); return true; };
    switch (event.key) {
      case "ArrowDown": this.presses.move(1); return true;
      case "ArrowUp": this.presses.move(-1); return true;
      case "ArrowRight": return to(active.student, columnBeside(slots, active.slot, 1));
      case "ArrowLeft": return to(active.student, columnBeside(slots, active.slot, -1));
      case "Home": return to(active.student, 0);
      case "End": return to(active.student, slots.at(-1) ?? 0);
      case "Enter": this.presses.next(event.shiftKey ? -1 : 1); return true;
      case "Delete": case "Backspace": this.presses.clear(); return true;
      case "Escape": this.desk.leave(); return true;
    }
    if (/^[0-9]$/.test(event.key)) { this.presses.press(event.key); return true; }
    return this.#letter(event);
  }

  /** @param {KeyboardEvent} event */
  #letter(event) {
    switch (event.code) {
      case "KeyY": this.presses.attendance("н"); return true;
      case "KeyP": this.presses.press(event.shiftKey ? "незач" : "зач"); return true;
      case "KeyC": this.presses.press("осв"); return true;
      case "KeyJ": this.#hear(""); return true;
      case "Slash": case "NumpadDivide": this.tools.work(); return true;
    }
    return false;
  }

  /** @param {KeyboardEvent} event */
  #withControl(event) {
    if (event.code === "KeyZ" && event.shiftKey) { this.desk.stepForth(); return true; }
    if (event.code === "KeyZ") { this.desk.stepBack(); return true; }
    if (event.code === "KeyY") { this.desk.stepForth(); return true; }
    if (event.code === "Space") { this.tools.all(); return true; }
    const { active, sheet } = this.desk;
    const edge = event.key === "Home" ? sheet.students[0] : event.key === "End" ? sheet.students.at(-1) : null;
    if (edge && active) { this.desk.select(edge.id, active.slot); return true; }
    return false;
  }

  /** Digits after «О»; another key ends them and acts as usual. @param {KeyboardEvent} event */
  #typeMinutes(event) {
    if (/^[0-9]$/.test(event.key)) {
      this.#hear(this.minutes + event.key);
      if ((this.minutes ?? "").length === 2) this.#endMinutes();
      return true;
    }
    const known = this.minutes !== "";
    if (event.key === "Escape") { this.#forget(); return true; }
    this.#endMinutes();
    return known && event.key === "Enter";
  }

  /** @param {string} typed */
  #hear(typed) {
    this.minutes = typed;
    this.tools.minutes(typed);
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.#endMinutes(), LATE_PATIENCE);
  }

  #endMinutes() {
    const typed = this.minutes;
    this.#forget();
    if (typed) this.presses.attendance(`о${typed}`);
  }

  #forget() {
    clearTimeout(this.timer);
    this.minutes = null;
    this.tools.minutes(null);
  }
}
