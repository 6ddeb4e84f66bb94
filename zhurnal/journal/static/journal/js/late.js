// @ts-check
// «О», then digits: minutes of lateness typed in the cell itself.

import { lateSign } from "./plan.js";

export class Late {
  /** @param {{board: import("./board.js").Board, pen: import("./pen.js").Pen}} parts */
  constructor({ board, pen }) {
    this.board = board;
    this.pen = pen;
    /** @type {string | null} */
    this.digits = null;
    board.moved.add(() => this.digits !== null && this.#draw());
  }

  get typing() {
    return this.digits !== null;
  }

  start() {
    this.digits = "";
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

  cancel() {
    this.digits = null;
    this.board.cell?.classList.remove("is-typing");
    this.board.cell?.removeAttribute("data-typed");
  }

  #draw() {
    const { cell } = this.board;
    cell?.classList.add("is-typing");
    if (cell) cell.dataset.typed = `о${this.digits}`;
  }
}
