import assert from "node:assert/strict";
import test from "node:test";

import { characterOf, intentOf } from "../../zhurnal/journal/static/journal/js/keymap.js";

const press = (code, key, ...mods) => intentOf({ code, key, ...Object.fromEntries(mods.map((mod) => [`${mod}Key`, true])) });

test("letters act by their physical key in both layouts", () => {
  for (const key of ["н", "y"]) assert.deepEqual(press("KeyY", key), { do: "sign", sign: "н" });
  for (const key of ["о", "j"]) assert.deepEqual(press("KeyJ", key), { do: "sign", sign: "о" });
  for (const key of ["с", "c"]) assert.deepEqual(press("KeyC", key), { do: "sign", sign: "осв" });
  for (const key of ["з", "p"]) assert.deepEqual(press("KeyP", key), { do: "mark", value: "зач" });
  assert.deepEqual(press("KeyP", "З", "shift"), { do: "mark", value: "незач" });
});

test("Latin letters that look like the signs are understood, Russian ones in their place are not", () => {
  assert.deepEqual(press("KeyH", "h"), { do: "sign", sign: "н" });
  assert.deepEqual(press("KeyO", "o"), { do: "sign", sign: "о" });
  assert.equal(press("KeyH", "р"), null);
  assert.equal(press("KeyO", "щ"), null);
});

test("digits come from both rows", () => {
  assert.deepEqual(press("Digit5", "5"), { do: "digit", digit: "5" });
  assert.deepEqual(press("Numpad4", "4"), { do: "digit", digit: "4" });
  assert.equal(press("Digit5", "%", "shift"), null);
});

test("arrows move, with Shift they extend", () => {
  assert.deepEqual(press("ArrowDown", "ArrowDown"), { do: "move", way: "down", extend: false });
  assert.deepEqual(press("ArrowLeft", "ArrowLeft", "shift"), { do: "move", way: "left", extend: true });
  assert.deepEqual(press("Home", "Home", "ctrl"), { do: "move", way: "start", extend: false });
  assert.deepEqual(press("End", "End", "ctrl", "shift"), { do: "move", way: "finish", extend: true });
  assert.deepEqual(press("KeyT", "е"), { do: "move", way: "today", extend: false });
});

test("commands of the grid", () => {
  const found = [
    press("Enter", "Enter"), press("Enter", "Enter", "shift"), press("Delete", "Delete"), press("Backspace", "Backspace"),
    press("Slash", "/"), press("Slash", ".", ), press("Slash", "?", "shift"), press("Digit7", "?", "shift"),
    press("ArrowDown", "ArrowDown", "alt"), press("KeyL", "д", "alt"), press("Space", " ", "ctrl"), press("KeyD", "в", "ctrl"),
    press("KeyZ", "я", "ctrl"), press("KeyY", "н", "ctrl"), press("KeyZ", "Z", "ctrl", "shift"), press("KeyI", "ш"),
    press("KeyW", "ц"), press("Escape", "Escape"), press("F6", "F6"), press("F6", "F6", "shift"), press("KeyZ", "я", "meta"),
  ].map((intent) => intent.do);
  assert.deepEqual(found, [
    "next", "back", "strike", "strike", "second-work", "second-work", "keys", "keys", "kind", "lock", "roll-call", "fill",
    "undo", "redo", "redo", "history", "derivation", "escape", "region", "region-back", "undo",
  ]);
});

test("the rest is the browser's: Tab, copying, its own shortcuts", () => {
  const left = [press("Tab", "Tab"), press("KeyC", "с", "ctrl"), press("KeyV", "м", "ctrl"), press("KeyR", "к", "ctrl"), press("F5", "F5"), press("KeyQ", "й"), press("KeyY", "н", "ctrl", "alt")];
  assert.deepEqual(left, Array(7).fill(null));
});

test("a character that is no sign is told apart from keys that write nothing", () => {
  const typed = [{ key: "б" }, { key: "%" }, { key: "+" }, { key: " " }, { key: "F5" }, { key: "Shift" }, { key: "Dead" }, { key: "v", ctrlKey: true }, { key: "é", altKey: true }];
  assert.deepEqual(typed.map((each) => characterOf({ code: "", ...each })), ["б", "%", "+", "", "", "", "", "", ""]);
});
