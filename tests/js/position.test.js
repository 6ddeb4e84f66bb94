import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

import { afterMark, move } from "../../zhurnal/journal/static/journal/js/position.js";

const { cases } = JSON.parse(readFileSync(new URL("../cases/position.json", import.meta.url), "utf-8"));

const shape = {
  rows: 3,
  cols: 6,
  span: (row, col) => (row === 1 && (col === 2 || col === 3) ? { first: 2, last: 3 } : { first: col, last: col }),
  months: [{ first: 0, last: 1 }, { first: 2, last: 3 }, { first: 4, last: 5 }],
  today: 4,
};

for (const { way, from, to } of cases) {
  test(`${way} from ${from} leads to ${to}`, () => {
    assert.deepEqual(move(way, { row: from[0], col: from[1] }, shape), { row: to[0], col: to[1] });
  });
}

test("after a mark rows that take none are passed over", () => {
  const takes = (row) => row !== 1;
  assert.deepEqual(afterMark("down", { row: 0, col: 0 }, shape, takes), { row: 2, col: 0 });
  assert.deepEqual(afterMark("down", { row: 2, col: 0 }, shape, takes), { row: 0, col: 1 });
  assert.deepEqual(afterMark("right", { row: 1, col: 2 }, shape, takes), { row: 1, col: 4 });
  assert.deepEqual(afterMark("stay", { row: 1, col: 2 }, shape, takes), { row: 1, col: 2 });
  assert.deepEqual(afterMark("down", { row: 2, col: 5 }, shape, takes), { row: 2, col: 5 });
});

test("an empty grid moves nowhere", () => {
  assert.deepEqual(move("down", { row: 0, col: 0 }, { ...shape, rows: 0 }), { row: 0, col: 0 });
});
