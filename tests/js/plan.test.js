import assert from "node:assert/strict";
import test from "node:test";

import { spotBeside } from "../../zhurnal/journal/static/journal/js/popover.js";
import { cellsWords, filledWords, replaceWords, sortPlaces } from "../../zhurnal/journal/static/journal/js/fill.js";
import { roomFor } from "../../zhurnal/journal/static/journal/js/frame.js";
import { columnWidth } from "../../zhurnal/journal/static/journal/js/months.js";
import { Page } from "../../zhurnal/journal/static/journal/js/page.js";
import { changesOf, dropNewWorks, lateSign, nextAbsence, planWrite } from "../../zhurnal/journal/static/journal/js/plan.js";
import { recordWords } from "../../zhurnal/journal/static/journal/js/record-words.js";

const work = (slot) => ({ slot, kind: "oral", title: "", weight: 100 });

function page(cells = []) {
  return new Page({
    today: "2026-11-24", kinds: [], rights: { write: true }, cells,
    students: ["a", "b", "c", "d"].map((id, index) => ({ id, number: index + 1, name: id, from: null, to: id === "d" ? "2026-11-10" : null, note: "" })),
    lessons: [{ id: "l", date: "2026-11-24", works: [work(1), work(2)], lock: null, mine: true, hours: 2 }, { id: "e", date: "2026-11-24", works: [], lock: null, mine: true, hours: 2 }],
  });
}

const column = (made, slot = 1) => ({ type: "work", lesson: made.lessons[0], work: made.lessons[0].works[slot - 1], slot, first: slot === 1, span: 2, month: "2026-11" });

test("a mark is written; the first one of a lesson makes its work", () => {
  const made = page();
  assert.deepEqual(planWrite(made, 0, column(made), "4"), { kind: "write", puts: [{ slot: 1, value: "4" }], newWork: false });
  const empty = { type: "work", lesson: made.lessons[1], work: null, slot: 0, first: true, span: 1, month: "2026-11" };
  assert.deepEqual(planWrite(made, 0, empty, "4"), { kind: "write", puts: [{ slot: 0, value: "4" }], newWork: true });
});

test("«н» over marks asks and takes them all away; a mark for an absent student is a make-up", () => {
  const made = page([[0, 0, 1, "4", 1, 0], [0, 0, 2, "5", 1, 0], [1, 0, 0, "нб", 1, 0]]);
  const over = planWrite(made, 0, column(made), "н");
  assert.deepEqual([over.kind, over.code, over.puts], ["ask", "mark_stands", [{ slot: 1, value: "" }, { slot: 2, value: "" }, { slot: 0, value: "н" }]]);
  assert.match(over.message, /уже стоит 4 и 5/);
  const madeUp = planWrite(made, 1, column(made, 2), "4");
  assert.deepEqual([madeUp.kind, madeUp.code, madeUp.puts], ["ask", "absent", [{ slot: -2, value: "4" }]]);
});

test("Delete takes what is in sight, of «н/4» first the 4", () => {
  const made = page([[0, 0, 1, "4", 1, 0], [0, 0, 0, "о5", 1, 0], [1, 0, 0, "н", 1, 0], [2, 0, 0, "н", 1, 0], [2, 0, -1, "4", 1, 0]]);
  const puts = (row, slot) => planWrite(made, row, column(made, slot), "").puts?.map((put) => put.slot);
  assert.deepEqual([puts(0, 1), puts(1, 2), puts(2, 1), puts(0, 2)], [[1], [0], [-1], undefined]);
  assert.equal(planWrite(made, 2, column(made), "о5").kind, "refused");
});

test("a closed cell, a folded month, a day off the list explain themselves", () => {
  const made = page();
  assert.equal(planWrite(made, 3, column(made), "4").lock.code, "not_listed");
  assert.equal(planWrite(made, 0, { type: "fold", lessons: [], month: "2026-09" }, "4").lock.code, "folded");
});

test("«Н» again turns through the reasons this person may set", () => {
  assert.deepEqual([nextAbsence("", ["н"]), nextAbsence("н", ["н"]), nextAbsence("н", ["н", "нб", "ну"]), nextAbsence("ну", ["н", "нб", "ну"])], ["н", null, "нб", "н"]);
});

test("minutes are typed digit by digit", () => {
  assert.deepEqual(["", "1", "15", "90", "91", "0"].map(lateSign), ["", "о1", "о15", "о90", null, null]);
});

test("a fill replaces nothing by itself and tells what it passed over", () => {
  const made = page([[0, 0, 1, "3", 1, 0], [1, 0, 0, "н", 1, 0]]);
  const places = [0, 1, 2, 3].map((row) => ({ row, col: 0 }));
  const sorted = sortPlaces(made, [column(made)], places, "5");
  assert.deepEqual([sorted.takes.map(({ row }) => row), sorted.replaces.map(({ row }) => row), sorted.skipped], [[2], [0], { absent: 1, off: 1 }]);
  assert.equal(filledWords(6, { absent: 1 }), "Записано 6, пропущено 1: нет на занятии");
  assert.equal(filledWords(1, { absent: 1, off: 2 }), "Записано 1, пропущено 3: нет на занятии — 1, не в списке — 2");
  assert.equal(filledWords(3, {}), "Записано 3");
  assert.equal(replaceWords(3), "Заменить 3\u00a0отметки?");
  assert.equal(cellsWords(6), "6\u00a0клеток");
});

test("a card stands below its cell, above it near the bottom, inside the window always", () => {
  const room = { width: 1000, height: 600 };
  const box = { width: 300, height: 200 };
  assert.deepEqual(spotBeside(box, { left: 100, top: 100, right: 124, bottom: 124 }, room), { left: 100, top: 130 });
  assert.deepEqual(spotBeside(box, { left: 950, top: 500, right: 974, bottom: 524 }, room), { left: 692, top: 294 });
  assert.deepEqual(spotBeside(box, { left: 950, top: 100, right: 974, bottom: 124 }, room, "side"), { left: 644, top: 94 });
});

test("room is counted at a size of 16 px; columns widen when there is room", () => {
  assert.deepEqual(roomFor({ width: 1392, height: 700, unit: 1, compact: false }), { width: 1061, height: 634 });
  assert.ok(roomFor({ width: 1392, height: 700, unit: 2, compact: true }).width < 400);
  assert.deepEqual([columnWidth(1061, { columns: 42, folds: 0, least: 23 }), columnWidth(500, { columns: 42, folds: 1, least: 23 }), columnWidth(900, { columns: 5, folds: 0, least: 23 }), columnWidth(900, { columns: 0, folds: 0, least: 23 })], [25, 23, 28, 23]);
});

test("the state of the record is said in a few words", () => {
  const said = (counts, link = "ok", at = null) => {
    const { state, text } = recordWords({ queued: 0, sending: 0, refused: 0, conflict: 0, waiting: 0, ...counts }, link, at);
    return [state, text.replaceAll("\u00a0", " ")];
  };
  assert.deepEqual(said({}), ["saved", "Сохранено"]);
  assert.deepEqual(said({}, "ok", "10:42"), ["saved", "Сохранено в 10:42"]);
  assert.deepEqual(said({ waiting: 2 }), ["saving", "Сохраняется: 2"]);
  assert.deepEqual(said({ waiting: 3 }, "offline"), ["waiting", "Нет связи · 3 записи ждут"]);
  assert.deepEqual(said({ waiting: 1 }, "failing"), ["waiting", "Журнал не отвечает · 1 запись ждёт"]);
  assert.deepEqual(said({ conflict: 1, refused: 1 }), ["conflict", "1 расхождение"]);
  assert.deepEqual(said({ refused: 2 }), ["failed", "Не записано: 2"]);
  assert.deepEqual(said({ waiting: 5 }, "signed-out"), ["failed", "Войдите снова · 5 записей ждут"]);
  assert.deepEqual(said({ waiting: 1 }, "stale-page"), ["failed", "Обновите страницу · 1 запись ждёт"]);
});

test("after a question columns are called by the numbers they have now", () => {
  const made = page();
  const [first, empty] = made.lessons;
  const { slot } = made.addWork(first, "oral");
  made.write(0, "l", slot, "4");
  const { puts } = planWrite(made, 0, { ...column(made), slot }, "н");
  made.numberWork(first, slot, 3); // the question stood open
  assert.deepEqual(changesOf(made, first, [0], puts, false).map((change) => [change.slot, change.before, change.after]), [[3, "4", ""], [0, "", "н"]]);
  assert.deepEqual(changesOf(made, first, [1], [{ slot: -slot, value: "5" }], false).map((change) => change.slot), [-3]);
  made.addWork(empty, "oral", 1);
  assert.deepEqual(changesOf(made, empty, [0], [{ slot: 0, value: "4" }], true).map((change) => [change.kind, change.slot]), [["entry", 1]]);
});

test("a column made for what nobody wrote goes again", () => {
  const made = page();
  const [, empty] = made.lessons;
  const changes = changesOf(made, empty, [0, 1], [{ slot: 0, value: "4" }], true);
  assert.deepEqual(changes.map((change) => change.kind), ["work", "entry", "entry"]);
  assert.equal(dropNewWorks(made, changes), true);
  assert.equal(empty.works.length, 0);
  assert.equal(dropNewWorks(made, changesOf(made, made.lessons[0], [0], [{ slot: 1, value: "4" }], false)), false);
});
