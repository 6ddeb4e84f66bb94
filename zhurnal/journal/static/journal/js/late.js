// @ts-check
// «О», then digits: minutes of lateness typed in the cell itself. They belong to the cell in which «О» was pressed.

import { lateSign } from "./plan.js";

export class Late {
  /** @param {{board: import("./board.js").Board, pen: import("./pen.js").Pen}} parts */
  constructor({ board, pen }) {
    this.board = board;
    this.pen = pen;
    /** @type {string | null} */
    this.digits = null;
    /** Student and lesson of the cell in which «О» was pressed. */
    this.owner = "";
    /** @type {HTMLElement | undefined} the cell that shows the digits */
    this.shown = undefined;
    board.moved.add(() => this.typing && this.#follow());
    // Before the press chooses another cell: what was typed is written where it was typed.
    board.box.addEventListener("pointerdown", () => this.typing && this.leave(), { capture: true });
  }

  get typing() {
    return this.digits !== null;
  }

  /** Names the active cell by what it is about: columns come, go and get numbers. */
  get #here() {
    const { place, lesson } = this.board;
    return `${place.row}:${lesson?.id}`;
  }

  start() {
    this.digits = "";
    this.owner = this.#here;
    this.#draw();
  }

  /** Two digits are enough; a third begins something else. @param {string} digit */
  digit(digit) {
    const wanted = (this.digits ?? "") + digit;
    if (lateSign(wanted) === null) {
      this.pen.tip("Опоздание — от 1 до 90 минут");
      return;
    }
    this.digits = wanted;
    this.#draw();
    if (wanted.length >= 2) this.commit();
  }

  erase() {
    if (this.digits === "") this.cancel();
    else {
      this.digits = (this.digits ?? "").slice(0, -1);
      this.#draw();
    }
  }

  /** @returns {boolean} whether something was written */
  commit() {
    const sign = lateSign(this.digits ?? "");
    this.cancel();
    if (sign) this.pen.write(sign, false);
    else if (sign === "") this.pen.tip("Сколько минут? Наберите О и число от 1 до 90");
    return Boolean(sign);
  }

  /** The cell is being left: minutes are written, an «О» without them is let be. */
  leave() {
    if (this.digits) this.commit();
    else this.cancel();
  }

  cancel() {
    this.digits = null;
    this.#wipe();
  }

  /** The cell was painted anew, or the active one moved by itself: then it is too late to write where the digits belong. */
  #follow() {
    if (this.owner === this.#here) this.#draw();
    else this.cancel();
  }

  #draw() {
    const { cell } = this.board;
    if (cell !== this.shown) this.#wipe();
    this.shown = cell;
    cell?.classList.add("is-typing");
    if (cell) cell.dataset.typed = `о${this.digits}`;
  }

  #wipe() {
    this.shown?.classList.remove("is-typing");
    this.shown?.removeAttribute("data-typed");
    this.shown = undefined;
  }
}
