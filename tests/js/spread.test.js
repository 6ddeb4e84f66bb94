// @ts-check
// A column of a spreadsheet pasted into a register.

import assert from "node:assert/strict";
import { test } from "node:test";

import { spread } from "@registers/spread.js";

test("lines of the clipboard go down the list, first column only", () => {
  assert.deepEqual(spread("45\tа\r\n46\tб\r\n", 5), ["45", "46"]);
});

test("an empty line keeps its place, what has no row is left out", () => {
  assert.deepEqual(spread("1\n\n3\n4", 3), ["1", "", "3"]);
  assert.deepEqual(spread("1\n2", 0), []);
});
