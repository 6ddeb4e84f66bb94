import assert from "node:assert/strict";
import { test } from "node:test";

import { shown } from "../../zhurnal/journal/static/journal/js/average.js";
import { numberIn, offerColumns, offeredKinds } from "../../zhurnal/journal/static/journal/js/lesson/offers.js";
import { LessonSheet } from "../../zhurnal/journal/static/journal/js/lesson/sheet.js";
import { missingParts, presentWords, squaresOf, summary } from "../../zhurnal/journal/static/journal/js/lesson/missing.js";
import { cellName } from "../../zhurnal/journal/static/journal/js/lesson/spoken.js";
import { columnBeside, minutesLate, neighbour, nextStudent } from "../../zhurnal/journal/static/journal/js/lesson/steps.js";
import { columnHead, dueWords, plural, shortDay, weightWords, workName } from "../../zhurnal/journal/static/journal/js/lesson/words.js";

const KINDS = [
  { code: "oral", short: "УО", name: "устный опрос", weight: 100, everyone: false },
  { code: "lab", short: "ЛР", name: "лабораторная работа", weight: 200, everyone: true },
];

function sheet({ cells = [], lesson = {}, ...more } = {}) {
  return new LessonSheet({
    today: "2026-11-24",
    kinds: KINDS,
    students: ["a", "b", "c", "d"].map((id, index) => ({ id, number: index + 1, name: id })),
    lessons: [{ date: "2026-11-24", topic: "", homework: "", roll: false, cancelled: false, works: [], ...lesson }],
    cells,
    announced: {},
    excused: {},
    joined: [],
    base: {},
    topics: [],
    offer: { topic: null },
    settings: { default_work: "oral" },
    ...more,
  });
}

const ORAL = { slot: 1, kind: "oral", title: "", weight: 100 };
const LAB = { slot: 2, kind: "lab", title: "№ 6, защита", weight: 200 };

test("presence is told by the entry, then by the roll call, then by the leader's document", () => {
  const before = sheet({ cells: [[0, 0, 0, "н", 1, 0], [1, 0, 0, "о10", 1, 0]], announced: { c: "нб" } });
  assert.deepEqual(["a", "b", "c", "d"].map((id) => before.presence(id)), ["absent", "late", "announced", ""]);
  assert.deepEqual(before.unmarked().map((one) => one.id), ["d"]);
  before.lesson.roll = true;
  assert.equal(before.presence("d"), "present");
  assert.equal(sheet({ cells: [[0, 0, 0, "+", 1, 0]] }).presence("a"), "present");
  assert.equal(sheet({ cells: [[0, 0, 0, "осв", 1, 0]] }).presence("a"), "released");
});

test("an absence shows its cause as soon as it is written", () => {
  const one = sheet({ announced: { a: "нб" } });
  one.put("a", 0, { value: "н" });
  assert.equal(one.sign("a"), "нб");
});

test("the pad goes to the next student who is here, in attendance to the next one", () => {
  const one = sheet({ cells: [[1, 0, 0, "нб", 1, 2]], lesson: { roll: true }, announced: { c: "ну" } });
  assert.equal(nextStudent(one, "a", 1), "c");
  assert.equal(nextStudent(one, "a", 0), "b");
  assert.equal(nextStudent(one, "d", 1), null);
  assert.equal(nextStudent(one, "c", 1, -1), "a");
  assert.equal(neighbour(one, "d", 1), "d");
  assert.equal(neighbour(one, "a", 1), "b");
});

test("arrows stop at the first and the last column", () => {
  assert.equal(columnBeside([1, 3], 0, 1), 1);
  assert.equal(columnBeside([1, 3], 1, 1), 3);
  assert.equal(columnBeside([1, 3], 3, 1), 3);
  assert.equal(columnBeside([1, 3], 0, -1), 0);
});

test("lateness is guessed only while the lesson runs", () => {
  assert.equal(minutesLate("10:20–11:55", "10:42"), 22);
  assert.equal(minutesLate("10:20–11:55", "10:20"), null);
  assert.equal(minutesLate("10:20–11:55", "12:10"), null);
  assert.equal(minutesLate("10:20–11:55", "11:55"), null);
});

test("an empty lesson lacks topic, attendance and homework, but no marks", () => {
  const one = sheet();
  assert.deepEqual(squaresOf(one), [0, 0, 3, 0]);
  assert.deepEqual(missingParts(one).map((item) => item.part), ["topic", "attendance", "homework"]);
  assert.equal(summary(one), "Осталось: темы нет, явка не отмечена у 4 из 4 и ещё 1");
});

test("a work for everyone lacks those who are here without a mark", () => {
  const one = sheet({
    lesson: { topic: "т", homework: "д", roll: true, works: [ORAL, LAB] },
    cells: [[0, 0, 0, "н", 1, 0], [1, 0, 1, "4", 1, 0], [1, 0, 2, "5", 1, 0]],
  });
  assert.deepEqual(squaresOf(one), [2, 2, 1, 2]);
  assert.equal(summary(one), "Осталось: ЛР № 6, защита у 2 из 3");
});

test("a whole record says so", () => {
  const done = { topic: "т", homework: "д", roll: true };
  assert.equal(summary(sheet({ lesson: done })), "Тема, явка и задание записаны");
  const marked = sheet({ lesson: { ...done, works: [ORAL] }, cells: [[0, 0, 1, "4", 1, 0]] });
  assert.equal(summary(marked), "Тема, явка, отметки и задание записаны");
});

test("what is missing on an earlier day is overdue, in a cancelled lesson nothing is due", () => {
  assert.deepEqual(squaresOf(sheet({ lesson: { date: "2026-11-23" } })), [4, 4, 3, 4]);
  assert.deepEqual(squaresOf(sheet({ lesson: { cancelled: true } })), [3, 3, 3, 3]);
});

test("the average counts the other lessons and this one as it stands", () => {
  const one = sheet({ lesson: { works: [ORAL, LAB] }, cells: [[0, 0, 1, "5", 1, 0]], base: { a: [400, 200] } });
  assert.equal(shown(one.average("a")), "3,00");
  one.put("a", -2, { value: "4" });
  assert.equal(shown(one.average("a")), "3,40");
  assert.equal(shown(one.average("b")), "–");
});

test("words", () => {
  assert.equal(plural(21, ["студент", "студента", "студентов"]), "21\u00a0студент");
  assert.equal(plural(12, ["студент", "студента", "студентов"]), "12\u00a0студентов");
  assert.equal(presentWords(21), "Отмечен 21 студент");
  assert.equal(presentWords(4), "Отмечены 4 студента");
  assert.equal(dueWords("2026-11-26"), "к четвергу, 26\u00a0ноября");
  assert.equal(dueWords(null), "без срока");
  assert.equal(shortDay("2026-10-08"), "8.10");
  assert.equal(weightWords(150), "вес\u00a01,5");
  assert.equal(columnHead(LAB, KINDS[1]), "ЛР\u00a06");
  assert.equal(workName(LAB, KINDS[1]), "ЛР № 6, защита");
  assert.equal(workName(ORAL, KINDS[0]), "устный опрос");
});

test("an empty lesson is offered the usual kind of work and that of its topic", () => {
  const topic = { id: "t", number: 6, title: "Лабораторная работа №  6. Звезда", kind: "lab" };
  const one = sheet({ offer: { topic } });
  offerColumns(one);
  assert.deepEqual(one.columns.map((work) => [work.kind, work.title, work.weight]), [["oral", "", 100], ["lab", "№ 6", 200]]);
  assert.deepEqual(missingParts(one).map((item) => item.part), ["topic", "attendance", "homework"]);
  assert.deepEqual(offeredKinds(one), []);
  const begun = sheet({ offer: { topic }, lesson: { works: [ORAL] } });
  offerColumns(begun);
  assert.deepEqual(begun.columns, [ORAL]);
  assert.deepEqual(offeredKinds(begun), [{ kind: "lab", title: "№ 6" }]);
  assert.deepEqual(offeredKinds(sheet({ offer: { topic: { ...topic, kind: "lecture" } } })), [{ kind: "oral", title: "" }]);
  assert.equal(numberIn("Повторение"), "");
});

test("a column that got its number takes its marks along", () => {
  const one = sheet({ lesson: { works: [{ ...ORAL, slot: 1000 }] } });
  one.put("a", 1000, { value: "4" });
  one.put("b", -1000, { value: "5" });
  one.renumber(1000, 1);
  assert.equal(one.cell("a", 1).value, "4");
  assert.equal(one.cell("b", -1).value, "5");
  assert.equal(one.cell("a", 1000).value, "");
  assert.deepEqual([one.slotNow(1000), one.slotNow(-1000), one.slotNow(1), one.slotNow(0)], [1, -1, 1, 0]);
});

test("what was offered goes when somebody has added the same kind", () => {
  const one = sheet();
  offerColumns(one);
  one.lesson.works = [{ ...ORAL }];
  assert.deepEqual(one.columns, [ORAL]);
});

test("a column known by its number already is not there twice", () => {
  const one = sheet({ lesson: { works: [{ ...ORAL }, { ...ORAL, slot: 1000 }] } });
  one.put("a", 1000, { value: "4" });
  one.renumber(1000, 1);
  assert.deepEqual(one.columns.map((work) => work.slot), [1]);
  assert.equal(one.cell("a", 1).value, "4");
});

test("a cell is named in words", () => {
  const one = sheet({
    lesson: { works: [ORAL, LAB] }, excused: { c: "болезнь по 28.11" }, announced: { c: "нб" },
    cells: [[0, 0, 1, "зач", 1, 0], [3, 0, 1, "незач", 1, 0], [1, 0, 0, "н", 1, 0], [1, 0, -2, "4", 1, 0], [3, 0, 0, "о22", 1, 0]],
  });
  assert.equal(cellName(one, "a", 1), "a, устный опрос, зачтено");
  assert.equal(cellName(one, "a", 2, "unsent"), "a, ЛР № 6, защита, пусто, ждёт отправки");
  assert.equal(cellName(one, "b", 0), "b, явка, нет на занятии, н, причина не известна");
  assert.equal(cellName(one, "b", 1), "b, устный опрос, нет на занятии");
  assert.equal(cellName(one, "b", 2), "b, ЛР № 6, защита, отработано на 4");
  assert.equal(cellName(one, "c", 0), "c, явка, не будет, нб, болезнь по 28.11");
  assert.equal(cellName(one, "d", 1), "d, устный опрос, незачёт");
  assert.equal(cellName(one, "d", 0), "d, явка, опоздание 22\u00a0минуты, о22");
});

test("columns keep the order in which they were shown", () => {
  const one = sheet({ offer: { topic: { id: "t", number: 6, title: "№ 6", kind: "lab" } } });
  offerColumns(one);
  const [oral, lab] = one.columns;
  one.offered = [oral];
  one.works.push({ ...lab });
  one.renumber(lab.slot, 1);
  assert.deepEqual(one.columns.map((work) => work.kind), ["oral", "lab"]);
});
