import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

import { isRefusal, lateMinutes, parse, placeRefusal, togetherRefusal } from "../../zhurnal/journal/static/journal/js/entry.js";

const cases = JSON.parse(readFileSync(new URL("../cases/entry.json", import.meta.url), "utf-8"));

/** The sign as Python and JavaScript both make it from what stands in a cell. */
function signOf(value) {
  const sign = parse(value);
  assert.ok(!isRefusal(sign));
  return sign;
}

for (const { typed, ...expected } of cases.parse) {
  test(`«${typed}» is read`, () => {
    const found = parse(typed);
    if (expected.code) assert.equal(found.code, expected.code);
    else assert.deepEqual(found, expected);
  });
}

for (const { value, slot, code } of cases.place) {
  test(`«${value}» in slot ${slot}`, () => assert.equal(placeRefusal(signOf(value), slot)?.code ?? null, code));
}

for (const { value, slot, others, code } of cases.together) {
  test(`«${value}» in slot ${slot} beside ${JSON.stringify(others)}`, () => {
    assert.equal(togetherRefusal(signOf(value), slot, others)?.code ?? null, code);
  });
}

test("what is not a text is refused", () => {
  for (const typed of [null, undefined, 5, {}, ["5"]]) assert.equal(parse(typed).code, "unknown_sign");
});

test("minutes are read from a late sign only", () => {
  assert.deepEqual(["о10", "н", "осв", "", "4"].map(lateMinutes), [10, 0, 0, 0, 0]);
});
