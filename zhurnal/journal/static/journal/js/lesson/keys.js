// @ts-check
// The keyboard in the list. Letters act by physical key, so they work in both layouts.

import { columnBeside } from "./steps.js";

/** @typedef {import("./desk.js").Desk} Desk */

const LATE_PATIENCE = 1500; // after «О», digits are minutes for so long
/** Keys that mean nothing by themselves. */
const ALONE = new Set(["Shift", "Control", "Alt", "Meta", "CapsLock"]);

export class Keys {
  /**
   * @param {HTMLElement} table @param {Desk} desk @param {import("./presses.js").Presses} presses
   * @param {{all: () => void, work: () => void, minutes: (student: string, typed: string | null) => void, history: () => void}} tools
   */
  constructor(table, desk, presses, tools) {
    this.desk = desk;
    this.presses = presses;
    this.tools = tools;
    /** @type {{student: string, slot: number, typed: string} | null} digits of «О» and the cell in which it was pressed */
    this.minutes = null;
    this.timer = 0;
    table.addEventListener("keydown", (event) => {
      const cell = /** @type {Element} */ (event.target).closest("td[data-slot]");
      if (cell instanceof HTMLElement && !ALONE.has(event.key) && this.#act(event, cell)) event.preventDefault();
    });
    // Minutes belong to the cell where «О» was pressed: who leaves it writes them there.
    desk.addEventListener("active", () => this.minutes && !this.#stands(this.minutes) && this.#endMinutes("stay"));
    table.addEventListener("focusout", ({ relatedTarget }) => {
      if (this.minutes && relatedTarget instanceof Node && !table.contains(relatedTarget)) this.#endMinutes("stay");
    });
  }

  /** Whether the pad stands at that cell. @param {{student: string, slot: number}} cell */
  #stands({ student, slot }) {
    const { active, sheet } = this.desk;
    return active?.student === student && active.slot === sheet.slotNow(slot);
  }

  /** @param {KeyboardEvent} event @param {HTMLElement} cell the one with the focus @returns {boolean} whether the key meant something */
  #act(event, cell) {
    if (this.minutes && this.#typeMinutes(event)) return true;
    if (event.key === "Tab") return false;
    if (event.key === "Escape") {
      this.desk.leave();
      return true;
    }
    this.#activate(cell);
    if (document.querySelector("dialog[open]")) return true; // two values stand there: a person chooses first
    if (event.ctrlKey || event.metaKey) return this.#withControl(event);
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
    }
    if (/^[0-9]$/.test(event.key)) { this.presses.press(event.key); return true; }
    return this.#letter(event);
  }

  /** A key acts on the cell with the focus: after Tab or «Убрать клавиши» the pad may stand nowhere. @param {HTMLElement} cell */
  #activate({ dataset }) {
    const place = { student: dataset.student ?? "", slot: Number(dataset.slot) };
    if (!this.#stands(place)) this.desk.select(place.student, place.slot);
  }

  /** @param {KeyboardEvent} event */
  #letter(event) {
    switch (event.code) {
      case "KeyY": this.presses.attendance("н"); return true;
      case "KeyP": this.presses.press(event.shiftKey ? "незач" : "зач"); return true;
      case "KeyC": this.presses.press("осв"); return true;
      case "KeyJ": this.#hear(""); return true;
      case "KeyI": this.tools.history(); return true;
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
    const typed = this.minutes?.typed ?? "";
    if (/^[0-9]$/.test(event.key)) {
      this.#hear(typed + event.key);
      if (typed) this.#endMinutes();
      return true;
    }
    if (event.key === "Escape") { this.#forget(); return true; }
    this.#endMinutes(event.key === "Tab" ? "stay" : "next");
    return typed !== "" && event.key === "Enter";
  }

  /** @param {string} typed */
  #hear(typed) {
    const place = this.minutes ?? this.desk.active;
    if (!place) return;
    this.minutes = { ...place, typed };
    this.tools.minutes(place.student, typed);
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.#endMinutes(), LATE_PATIENCE);
  }

  /** @param {"next" | "stay"} [then] where the pad goes */
  #endMinutes(then = "next") {
    const { student, typed } = this.minutes ?? { student: "", typed: "" };
    this.#forget();
    if (typed) this.presses.attendance(`о${typed}`, { student, then });
  }

  #forget() {
    clearTimeout(this.timer);
    const student = this.minutes?.student;
    this.minutes = null;
    if (student) this.tools.minutes(student, null);
  }
}
