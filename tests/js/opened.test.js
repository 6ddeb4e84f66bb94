import assert from "node:assert/strict";
import { test } from "node:test";

import { cellPlace, isOpened, openedWords } from "../../zhurnal/journal/static/journal/js/opened.js";

const lesson = { open_places: ["topic", "cell:a:1", "cell:*:0"] };

test("a permission for places opens those alone", () => {
  assert.equal(isOpened(lesson, "topic"), true);
  assert.equal(isOpened(lesson, "homework"), false);
  assert.equal(isOpened(lesson, cellPlace("a", -1)), true);
  assert.equal(isOpened(lesson, cellPlace("b", 1)), false);
  assert.equal(isOpened(lesson, cellPlace("b", 0)), true);
  assert.equal(isOpened({}, "topic"), false);
});

test("opened places in words", () => {
  const words = openedWords(lesson, new Map([["a", "Калугин Степан"]]), (slot) => (slot === 1 ? "УО" : ""));
  assert.equal(words, "тема; УО: Калугин Степан; посещаемость: все студенты");
});
