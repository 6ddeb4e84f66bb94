import assert from "node:assert/strict";
import test from "node:test";

import { Undo } from "../../zhurnal/journal/static/journal/js/undo.js";

test("a step goes back and forth", () => {
  const undo = new Undo();
  undo.remember("4", [{ to: "4" }]);
  assert.equal(undo.last.words, "4");
  undo.back();
  assert.equal(undo.last, null);
  assert.equal(undo.next.words, "4");
  undo.forth();
  assert.equal(undo.last.words, "4");
});

test("a new action forgets what was undone", () => {
  const undo = new Undo();
  undo.remember("a", [1]);
  undo.back();
  undo.remember("b", [2]);
  assert.equal(undo.next, null);
  assert.deepEqual(undo.done.map((step) => step.words), ["b"]);
});

test("only the last fifty steps are kept, empty ones never", () => {
  const undo = new Undo(50);
  undo.remember("nothing", []);
  for (let number = 1; number <= 60; number += 1) undo.remember(String(number), [number]);
  assert.equal(undo.done.length, 50);
  assert.equal(undo.done[0].words, "11");
});

test("a step that cannot be taken back is dropped", () => {
  const undo = new Undo();
  undo.remember("a", [1]);
  undo.remember("b", [2]);
  undo.drop();
  assert.equal(undo.last.words, "a");
  assert.equal(undo.next, null);
});
