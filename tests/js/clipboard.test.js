import assert from "node:assert/strict";
import test from "node:test";

import { matchName, planPaste, readTable, readValue, writeTable } from "../../zhurnal/journal/static/journal/js/clipboard.js";

const NAMES = ["Абрамов Кирилл", "Зимин Илья", "Иванов Пётр", "Иванов Павел", "Ивлева София"];
const grid = { names: NAMES, cols: 4 };

test("tables are read as spreadsheets write them", () => {
  assert.deepEqual(readTable("4\t5\r\n3\t\r\n"), [["4", "5"], ["3", ""]]);
  assert.deepEqual(readTable('"a ""b"""\t"1\n2"'), [['a "b"', "1\n2"]]);
  assert.deepEqual(readTable("Зимин Илья;4;5\nАбрамов Кирилл;3;"), [["Зимин Илья", "4", "5"], ["Абрамов Кирилл", "3", ""]]);
  assert.deepEqual(readTable("4,5,3\n5,5,н"), [["4", "5", "3"], ["5", "5", "н"]]);
  assert.deepEqual(readTable("4"), [["4"]]);
  assert.deepEqual(readTable("4,0\n5,0"), [["4,0"], ["5,0"]]);
});

test("what is copied can be pasted back", () => {
  const table = [["4", "н"], ["", 'a "b"\tc']];
  assert.deepEqual(readTable(writeTable(table)), table);
});

test("numbers of spreadsheets are marks, with comma and with point", () => {
  assert.deepEqual(["4.0", "5,00", "3", "4.5", "н"].map(readValue), ["4", "5", "3", "4.5", "н"]);
});

test("names are matched in full, without patronymic, by initials; namesakes stay several", () => {
  assert.deepEqual(matchName("Зимин Илья Петрович", NAMES), [1]);
  assert.deepEqual(matchName("зимин и.", NAMES), [1]);
  assert.deepEqual(matchName("2. Зимин", NAMES), [1]);
  assert.deepEqual(matchName("Иванов Петр", NAMES), [2]);
  assert.deepEqual(matchName("Иванов П.", NAMES), [2, 3]);
  assert.deepEqual(matchName("Петров Иван", NAMES), []);
  assert.deepEqual(matchName("", NAMES), []);
});

test("values go right and down from the active cell", () => {
  const plan = planPaste([["4", "5"], ["н", ""], ["зач", "4,0"]], { row: 1, col: 2 }, grid);
  assert.deepEqual(plan.cells, [
    { row: 1, col: 2, typed: "4" }, { row: 1, col: 3, typed: "5" }, { row: 2, col: 2, typed: "н" },
    { row: 3, col: 2, typed: "зач" }, { row: 3, col: 3, typed: "4" },
  ]);
  assert.equal(plan.byName, false);
});

test("what does not fit is counted, what is not a sign is listed by its line", () => {
  const plan = planPaste([["4"], ["7"], ["4"], ["4"]], { row: 2, col: 0 }, grid);
  assert.deepEqual(plan.cells.map(({ row }) => row), [2, 4]);
  assert.deepEqual(plan.unknown, [{ line: 1, typed: "7" }]);
  assert.equal(plan.outside, 1);
});

test("with names, rows are found by name and namesakes are asked", () => {
  const plan = planPaste([["1", "Ивлева София", "5"], ["2", "Иванов П.", "4"], ["3", "Зимин Илья", "3"], ["4", "Чужой Пётр", "2"]], { row: 0, col: 1 }, grid);
  assert.equal(plan.byName, true);
  assert.deepEqual(plan.cells, [{ row: 4, col: 1, typed: "5" }, { row: 1, col: 1, typed: "3" }]);
  assert.deepEqual(plan.names, [{ line: 1, typed: "Иванов П.", rows: [2, 3] }, { line: 3, typed: "Чужой Пётр", rows: [] }]);
});
