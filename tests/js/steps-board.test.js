import assert from "node:assert/strict";
import test from "node:test";

import { step } from "../../zhurnal/timetable/static/timetable/js/steps.js";

const shape = { rows: 24, columns: 8 };
for (const [key, from, to] of [
  ["ArrowDown", [0, 0], [1, 0]],
  ["ArrowUp", [0, 3], [0, 3]],
  ["ArrowRight", [5, 7], [5, 7]],
  ["ArrowLeft", [5, 7], [5, 6]],
  ["Home", [5, 7], [5, 0]],
  ["End", [5, 0], [5, 7]],
]) {
  test(`${key} from ${from} leads to ${to}`, () => {
    assert.deepEqual(step(key, { row: from[0], column: from[1] }, shape), { row: to[0], column: to[1] });
  });
}

test("another key is no step", () => {
  assert.equal(step("x", { row: 0, column: 0 }, shape), null);
});
