import assert from "node:assert/strict";
import { test } from "node:test";

import { askedCell, goToAsked } from "../../zhurnal/journal/static/journal/js/asked-cell.js";

const lesson = "a".repeat(32);
const student = "b".repeat(32);

/** A board of one lesson with two columns; its month is folded until somebody opens it. */
function boardOf({ row = 3, folded = false } = {}) {
  const works = [1, 2].map((slot) => ({ type: "work", lesson: { id: lesson }, slot }));
  const board = {
    columns: folded ? [{ type: "fold", month: "2026-11" }] : works,
    page: { lesson: (id) => (id === lesson ? { id, date: "2026-11-05" } : undefined), rowOf: () => row },
    toggleMonth: (month) => { board.opened = month; board.columns = works; },
    go: (place) => { board.place = place; },
  };
  return board;
}

test("an address names a cell by lesson, student and column", () => {
  assert.deepEqual(askedCell(`#cell=${lesson}:${student}:12`), { lesson, student, slot: 12 });
  for (const other of ["", "#homework", `#cell=${lesson}:${student}`, `#cell=${lesson}:${student}:²`, `#cell=x:${student}:1`]) assert.equal(askedCell(other), null);
});

test("the grid stands at the cell that is asked for, in a folded month too", () => {
  const board = boardOf({ folded: true });
  goToAsked(board, `#cell=${lesson}:${student}:2`);
  assert.deepEqual([board.opened, board.place], ["2026-11", { row: 3, col: 1 }]);
});

test("what is not on the page moves nothing", () => {
  const board = boardOf({ row: -1 });
  goToAsked(board, `#cell=${lesson}:${student}:2`);
  goToAsked(board, `#cell=${student}:${student}:2`);
  assert.equal(board.place, undefined);
});
