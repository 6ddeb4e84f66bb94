import assert from "node:assert/strict";
import test from "node:test";

import { bounds, column, contains, extend, isRange, placesOf } from "../../zhurnal/journal/static/journal/js/selection.js";

const at = (row, col) => ({ row, col });

test("a selection is the rectangle between anchor and end, whichever way", () => {
  const selection = { anchor: at(3, 2), end: at(1, 4) };
  assert.deepEqual(bounds(selection), { top: 1, bottom: 3, left: 2, right: 4 });
  assert.ok(contains(selection, 2, 3));
  assert.ok(!contains(selection, 0, 3));
  assert.ok(!contains(null, 0, 0));
});

test("its places go down the list, column by column", () => {
  assert.deepEqual(placesOf({ anchor: at(0, 0), end: at(1, 1) }), [at(0, 0), at(1, 0), at(0, 1), at(1, 1)]);
});

test("extending keeps the anchor", () => {
  const first = extend(null, at(1, 1), at(2, 1));
  assert.deepEqual(extend(first, at(2, 1), at(3, 1)), { anchor: at(1, 1), end: at(3, 1) });
  assert.ok(isRange(first));
  assert.ok(!isRange({ anchor: at(1, 1), end: at(1, 1) }));
  assert.ok(!isRange(null));
});

test("a whole column", () => {
  assert.deepEqual(bounds(column(2, 25)), { top: 0, bottom: 24, left: 2, right: 2 });
});
