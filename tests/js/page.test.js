import assert from "node:assert/strict";
import test from "node:test";

import { cellName, cellWords, viewOf } from "../../zhurnal/journal/static/journal/js/cell-view.js";
import { columnIndex, columnsOf, monthsOf, openingColumn } from "../../zhurnal/journal/static/journal/js/columns.js";
import { closedThrough, densityFor, foldedMonths, widthOf } from "../../zhurnal/journal/static/journal/js/months.js";
import { UNNUMBERED } from "../../zhurnal/journal/static/journal/js/outbox.js";
import { Page } from "../../zhurnal/journal/static/journal/js/page.js";
import { lessonLock, needsReason, textLock, whyNot } from "../../zhurnal/journal/static/journal/js/rights.js";
import { bandWords, segmentsOf } from "../../zhurnal/journal/static/journal/js/segments.js";
import { averageOf, filledOf, missedOf } from "../../zhurnal/journal/static/journal/js/totals.js";

const KINDS = [{ code: "oral", short: "УО", name: "устный опрос", weight: 100 }, { code: "lab", short: "ЛР", name: "лабораторная работа", weight: 200 }];
const CLOSED = { code: "closed", message: "Занятие закрыто.", ask: true };
const work = (slot, kind) => ({ slot, kind, title: "", weight: kind === "lab" ? 200 : 100 });
const lesson = (id, date, works = [], more = {}) => ({ id, date, works, hours: 2, lock: null, mine: true, future: false, squares: [0, 0, 0, 0], topic: "", homework: "", ...more });

function page(cells = []) {
  return new Page({
    today: "2026-11-24",
    kinds: KINDS,
    rights: { write: true, why_not: "" },
    settings: { default_work: "oral" },
    students: [
      { id: "a", number: 1, name: "Абрамов Кирилл", from: null, to: null, note: "" },
      { id: "j", number: 2, name: "Жданов Роман", from: null, to: "2026-11-10", note: "акад. отпуск, приказ № 118-с" },
      { id: "p", number: 3, name: "Панкратов Лев", from: "2026-10-14", to: null, note: "зачислен 14.10" },
    ],
    lessons: [
      lesson("l0", "2026-09-08", [work(1, "oral")], { lock: CLOSED }),
      lesson("l1", "2026-10-20", [], { lock: CLOSED }),
      lesson("l2", "2026-11-23", [work(1, "oral")]),
      lesson("l3", "2026-11-24", [work(1, "oral"), work(2, "lab")]),
      lesson("l4", "2026-11-26", [], { lock: { code: "future_lesson", message: "Занятие будет 26 ноября." }, future: true }),
    ],
    cells,
  });
}

const columns = (made, folded = new Set()) => columnsOf(monthsOf(made.lessons), folded);

test("columns: one a work, one empty for a lesson without works, one for a folded month", () => {
  const made = page();
  assert.deepEqual(columns(made).map((column) => [column.lesson.id, column.slot, column.first, column.span]), [
    ["l0", 1, true, 1], ["l1", 0, true, 1], ["l2", 1, true, 1], ["l3", 1, true, 2], ["l3", 2, false, 2], ["l4", 0, true, 1],
  ]);
  const folded = columns(made, new Set(["2026-09"]));
  assert.deepEqual([folded[0].type, folded[0].lessons.length, folded.length], ["fold", 1, 6]);
  assert.equal(columnIndex(folded, "l3", 2), 4);
  assert.equal(columnIndex(folded, "l0"), -1);
});

test("the grid opens at today's lesson, else at the last one before", () => {
  const made = page();
  assert.equal(openingColumn(columns(made), "2026-11-24"), 3);
  assert.equal(openingColumn(columns(made), "2026-11-25"), 3);
  assert.equal(openingColumn(columns(made), "2026-08-01"), 0);
});

test("of several lessons today, the one that runs or comes next; after the last one, the last", () => {
  const made = page();
  made.lessons[2] = lesson("l2", "2026-11-24", [], { time: "08:30–10:05" });
  made.lessons[3].time = "10:20–11:55";
  assert.deepEqual(["08:00", "10:42", "15:00"].map((now) => openingColumn(columns(made), "2026-11-24", now)), [2, 3, 3]);
});

test("older months fold until the term fits; today's month never does", () => {
  const months = monthsOf(page().lessons);
  const folded = (width, byHand = []) => [...foldedMonths(months, { width, column: 28, today: "2026-11-24", byHand: new Map(byHand) })];
  assert.deepEqual(folded(500), []);
  assert.deepEqual(folded(10), ["2026-09", "2026-10"]);
  assert.deepEqual(folded(10, [["2026-09", false]]), ["2026-10"]);
  assert.deepEqual(folded(900, [["2026-10", true]]), ["2026-10"]);
  assert.equal(widthOf(months, new Set(), 28), 6 * 28);
});

test("density is the largest at which the group fits", () => {
  assert.deepEqual([700, 699, 600, 599, 100].map((height) => densityFor(height, 25).row), [28, 24, 24, 22, 22]);
  assert.equal(densityFor(100, 25, 28).row, 28);
});

test("the last closed day of a month", () => {
  const { lessons } = page();
  assert.equal(closedThrough(lessons), "2026-10-20");
  assert.equal(closedThrough([]), "");
});

test("«н» takes all columns of its lesson, days off the list are one band", () => {
  const made = page([[0, 3, 0, "н", 1, 0]]);
  const of = (row) => segmentsOf(made, row, columns(made)).map(({ kind, first }) => `${kind}${first}`);
  assert.deepEqual(of(0), ["cell0", "cell1", "cell2", "absent3", "absent3", "cell5"]);
  assert.deepEqual(of(1), ["cell0", "cell1", "off2", "off2", "off2", "off2"]);
  assert.deepEqual(of(2).slice(0, 2), ["off0", "cell1"]);
});

test("a cell shows mark, lateness, absence with its cause and what was made up", () => {
  const made = page([
    [0, 3, 1, "4", 1, 1], [0, 3, 0, "о10", 1, 0], [1, 0, 0, "нб", 1, 2], [2, 3, 0, "н", 1, 0], [2, 3, -2, "4", 1, 0], [0, 2, 0, "осв", 1, 0],
  ]);
  const [, , second, today, lab] = columns(made);
  assert.deepEqual(viewOf(made, 0, today), { text: "4", raised: "о", tone: "4", state: "", corrected: true });
  assert.deepEqual(viewOf(made, 0, lab).text, "");
  assert.deepEqual(viewOf(made, 1, columns(made)[0]), { text: "н", raised: "б", tone: "absent", state: "", corrected: false });
  assert.deepEqual(viewOf(made, 2, today), { text: "н/4", raised: "", tone: "unknown", state: "", corrected: false });
  assert.equal(viewOf(made, 0, second).text, "осв.");
});

test("cells are called by student, day, work and value", () => {
  const made = page([[0, 3, 2, "3", 1, 1]]);
  const all = columns(made);
  assert.equal(cellName(made, 0, all[3]), "Абрамов Кирилл, 24\u00a0ноября, устный опрос, пусто");
  assert.equal(cellName(made, 0, all[4]), "Абрамов Кирилл, 24\u00a0ноября, лабораторная работа, 3, исправлялось");
  const absent = page([[1, 0, 0, "нб", 1, 2], [2, 3, 0, "н", 1, 0], [2, 3, -2, "4", 1, 0]]);
  assert.equal(cellName(absent, 1, all[0]), "Жданов Роман, 8\u00a0сентября, устный опрос, нб, не был по болезни, закрыто");
  assert.equal(cellName(absent, 2, all[3]), "Панкратов Лев, 24\u00a0ноября, устный опрос, н/4, не был, причина не указана, отработка 4");
  assert.equal(cellName(made, 1, all[3]), "Жданов Роман, 24\u00a0ноября, не в списке: акад. отпуск, приказ № 118-с");
  assert.equal(cellWords(made, 0, all[0]), "пусто, закрыто");
});

test("averages weigh works; missed hours tell those without a known cause", () => {
  const made = page([[0, 3, 1, "3", 1, 0], [0, 3, 2, "5", 1, 0], [0, 0, 0, "нб", 1, 0], [0, 2, 0, "н", 1, 0], [0, 2, -1, "4", 1, 0]]);
  assert.equal(averageOf(made, 0), 425);
  assert.deepEqual(missedOf(made, 0), { hours: 4, unexplained: 2 });
  assert.deepEqual(filledOf(made, made.lessons[3], 1), { marks: 1, present: 2 });
});

test("what is written here stands over the journal's value until it is held, disputed or reverted", () => {
  const made = page([[0, 3, 1, "4", 2, 0]]);
  made.write(0, "l3", 1, "5");
  assert.deepEqual(made.cell(0, "l3", 1), { value: "5", version: 2, flags: 0, held: "4", state: "unsent" });
  made.dispute(0, "l3", 1, "3", 5);
  assert.deepEqual(made.cell(0, "l3", 1), { value: "5", version: 5, flags: 0, held: "3", state: "conflict" });
  made.revert(0, "l3", 1);
  assert.equal(made.cell(0, "l3", 1).value, "3");
  made.hold(0, "l3", 1, "5", 6);
  assert.deepEqual(made.cell(0, "l3", 1), { value: "5", version: 6, flags: 1, held: "5", state: "" });
});

test("a new column keeps its marks when it gets its number", () => {
  const made = page();
  const first = made.addWork(made.lessons[4], "oral");
  assert.ok(first.slot > UNNUMBERED);
  made.write(0, "l4", first.slot, "5");
  made.numberWork(made.lessons[4], first.slot, 3);
  assert.deepEqual(made.lessons[4].works.map(({ slot }) => slot), [3]);
  assert.equal(made.cell(0, "l4", 3).value, "5");
  made.dropWork(made.lessons[4], 3);
  assert.equal(made.lessons[4].works.length, 0);
});

test("why a cell cannot be written", () => {
  const made = page();
  const all = columns(made);
  assert.equal(whyNot(made, 0, all[3]), null);
  assert.equal(whyNot(made, 0, all[0]).code, "closed");
  assert.equal(whyNot(made, 1, all[3]).code, "not_listed");
  assert.equal(whyNot(made, 0, all[5]).code, "future_lesson");
  assert.equal(textLock(made, made.lessons[4], "topic"), null);
  assert.equal(lessonLock(made, made.lessons[4]).code, "future_lesson");
  made.data.rights = { write: false, why_not: "Только для просмотра." };
  made.lessons[3].mine = false;
  assert.equal(whyNot(made, 0, all[3]).code, "read_only");
});

test("a written value of an earlier day changes with a reason", () => {
  const made = page();
  const [, , yesterday, today] = made.lessons;
  assert.deepEqual([needsReason(made, yesterday, "4", "5"), needsReason(made, yesterday, "", "5"), needsReason(made, yesterday, "4", "4"), needsReason(made, today, "4", "5")], [true, false, false, false]);
});

test("a second stay is another row of the same student", () => {
  const made = page();
  made.students.push({ id: "j", number: 2, name: "Жданов Роман", from: "2026-11-20", to: null, note: "" });
  assert.equal(made.rowOf("j", "2026-10-01"), 1);
  assert.equal(made.rowOf("j", "2026-11-24"), 3);
  assert.equal(made.rowOf("x", "2026-11-24"), -1);
});

test("numbers of new columns are never given twice, here or in another tab, and remembered when the journal numbers them", () => {
  const [made, other] = [page(), page()];
  const { slot } = made.addWork(made.lessons[4], "oral");
  made.dropWork(made.lessons[4], slot);
  const again = made.addWork(made.lessons[4], "oral").slot;
  assert.ok(again > slot && Number.isSafeInteger(again));
  assert.notEqual(other.addWork(other.lessons[4], "oral").slot, slot);
  made.numberWork(made.lessons[4], again, 3);
  assert.deepEqual([made.slotNow("l4", again), made.slotNow("l4", -again), made.slotNow("l4", 2), made.slotNow("l3", again), made.slotNow("l4", 0)], [3, -3, 2, again, 0]);
});

test("my side of a conflict may change; the conflict stays", () => {
  const made = page([[0, 3, 1, "4", 2, 0]]);
  made.dispute(0, "l3", 1, "3", 5);
  made.write(0, "l3", 1, "2");
  assert.deepEqual(made.cell(0, "l3", 1), { value: "2", version: 5, flags: 0, held: "3", state: "conflict" });
});

test("a kind of work closed from a day is offered to lessons before it, and stays where it stands", () => {
  const made = page();
  const [before, after] = [made.lessons[0], made.lessons[3]];
  made.kinds.set("oral", { ...made.kinds.get("oral"), closed: after.date });
  assert.equal(made.defaultKind(before), "oral");
  assert.notEqual(made.defaultKind(after), "oral");
  assert.deepEqual([made.openKinds(after), made.openKinds(after, "oral")].map((kinds) => kinds.some((kind) => kind.code === "oral")), [false, true]);
});

test("a folded month is called by its figures as they stand, then by their meaning", () => {
  const made = page([[0, 0, 1, "4", 1, 0], [1, 0, 0, "н", 1, 0]]);
  const [september] = columns(made, new Set(["2026-09"]));
  assert.equal(cellName(made, 0, september), "Абрамов Кирилл, сентябрь свёрнут, 4,00, средний 4,00, пропусков нет");
  assert.equal(cellName(made, 1, september), "Жданов Роман, сентябрь свёрнут, 2, отметок нет, пропущено 2 ч, есть без известной причины");
  assert.equal(cellName(made, 2, september), "Панкратов Лев, сентябрь свёрнут, не в списке: зачислен 14.10");
});

test("a band says as much of the order as it has room for, never half a word", () => {
  const made = page();
  const [own] = columns(made);
  const note = "акад. отпуск 10.11, приказ № 118-с от 09.11.2026";
  const said = (/** @type {number} */ count) => bandWords(note, new Array(count).fill(own));
  assert.deepEqual([20, 12, 7, 2].map(said), [note, "акад. отпуск 10.11, приказ № 118-с", "акад. отпуск 10.11", ""]);
  assert.equal(bandWords("", new Array(9).fill(own)), "");
});
