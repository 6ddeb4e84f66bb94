import assert from "node:assert/strict";
import { test } from "node:test";

import { Late } from "../../zhurnal/journal/static/journal/js/late.js";

/** A cell that remembers what is drawn on it. */
function cell() {
  const classes = new Set();
  return {
    dataset: {},
    classList: { add: (name) => classes.add(name), remove: (name) => classes.delete(name), has: (name) => classes.has(name) },
    removeAttribute() { delete this.dataset.typed; },
  };
}

/** A board of three students and a pen that writes down what it was asked for. */
function desk() {
  const cells = [cell(), cell(), cell()];
  const board = {
    place: { row: 0, col: 0 }, lesson: { id: "l" }, moved: new Set(), box: new EventTarget(),
    get cell() { return cells[this.place.row]; },
    go(row) {
      this.place = { row, col: 0 };
      for (const hear of this.moved) hear();
    },
  };
  const written = [];
  const tips = [];
  const late = new Late({ board, pen: { write: (sign) => written.push([board.place.row, sign]), tip: (words) => tips.push(words) } });
  return { board, cells, late, written, tips };
}

const drawn = ({ cells }) => cells.map((each) => (each.classList.has("is-typing") ? each.dataset.typed : ""));

test("minutes are written in the cell in which they were typed, before a press chooses another", () => {
  const one = desk();
  one.late.start();
  one.late.digit("5");
  assert.deepEqual(drawn(one), ["о5", "", ""]);
  one.board.box.dispatchEvent(new Event("pointerdown"));
  one.board.go(2);
  assert.deepEqual([one.written, one.late.typing, drawn(one)], [[[0, "о5"]], false, ["", "", ""]]);
});

test("«О» without minutes is let be by a press elsewhere, without a word", () => {
  const one = desk();
  one.late.start();
  one.board.box.dispatchEvent(new Event("pointerdown"));
  assert.deepEqual([one.written, one.tips, one.late.typing], [[], [], false]);
});

test("a cell that moves away by itself takes no minutes along", () => {
  const one = desk();
  one.late.start();
  one.late.digit("5");
  one.board.go(1);
  assert.deepEqual([one.written, one.late.typing, drawn(one)], [[], false, ["", "", ""]]);
});

test("a row painted anew shows the digits again", () => {
  const one = desk();
  one.late.start();
  one.late.digit("1");
  one.cells[0].classList.remove("is-typing");
  one.board.go(0);
  assert.deepEqual(drawn(one), ["о1", "", ""]);
  one.late.digit("2");
  assert.deepEqual(one.written, [[0, "о12"]]);
});
