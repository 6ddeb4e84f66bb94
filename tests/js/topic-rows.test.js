import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

import { bySemester, emptyRow, hoursOf, kindOf, moved, pasted, readPaste, sums } from "../../zhurnal/curriculum/static/curriculum/js/topic-rows.js";

const cases = JSON.parse(readFileSync(new URL("../cases/topics.json", import.meta.url), "utf-8"));
const GROUPS = [["lectures", "лекции", ["lecture", "control", "credit"]], ["practicals", "практические", ["practical"]]];

test("words are the same kinds and hours as on the server", () => {
  for (const [words, kind] of cases.kinds) assert.equal(kindOf(words), kind, words);
  for (const [words, hours] of cases.hours) assert.equal(hoursOf(words), hours, words);
});

test("a pasted table fills rows from the cell on, and makes those that are missing", () => {
  const table = readPaste("№\tТема\tЧасы\tВид\r\n1\tЗакон Ома\t2\tЛР\r\n2\t\"Цепи\nтока\"\t4 ч.\tпрактика\r\n");
  const rows = pasted([{ ...emptyRow(), id: "a", homework: "§ 1" }], 0, 0, table);
  assert.deepEqual(rows, [
    { id: "a", title: "Закон Ома", hours: "2", kind: "lab", homework: "§ 1" },
    { id: "", title: "Цепи тока", hours: "4", kind: "practical", homework: "" },
  ]);
  assert.deepEqual(pasted([emptyRow()], 0, 1, [["4"], ["много"]]).map((row) => row.hours), ["4", "много"]);
});

test("rows change places and stay inside", () => {
  const rows = ["а", "б", "в"].map((title) => ({ ...emptyRow(), title }));
  assert.deepEqual(moved(rows, 0, 1).map((row) => row.title), ["б", "а", "в"]);
  assert.deepEqual(moved(rows, 0, -1).map((row) => row.title), ["а", "б", "в"]);
});

test("topics fill the semesters of the plan in their order, as on the server", () => {
  for (const { plans, topics, said } of cases.semesters) {
    const rows = topics.map((topic) => (topic ? { ...emptyRow(), title: "т", kind: topic[0], hours: String(topic[1]) } : { ...emptyRow(), title: " " }));
    assert.deepEqual(bySemester(rows, plans, GROUPS), said);
  }
});

test("sums name the difference, and without a plan compare with nothing", () => {
  const rows = [{ ...emptyRow(), title: "т", hours: "4" }, { ...emptyRow(), title: "п", kind: "practical" }, emptyRow()];
  assert.deepEqual(sums(rows, { lectures: 6, practicals: 2 }, GROUPS), { line: "Лекции 4 из 6 ч · практические 2 из 2 ч", difference: "Лекции: не хватает 2 ч" });
  assert.equal(sums(rows, {}, GROUPS).difference, "");
});
