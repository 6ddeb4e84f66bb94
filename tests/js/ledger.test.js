import assert from "node:assert/strict";
import test from "node:test";

import { Ledger } from "../../zhurnal/journal/static/journal/js/ledger.js";
import { takeChanges } from "../../zhurnal/journal/static/journal/js/live.js";
import { Outbox, UNNUMBERED } from "../../zhurnal/journal/static/journal/js/outbox.js";
import { Page } from "../../zhurnal/journal/static/journal/js/page.js";
import { memoryStore } from "../../zhurnal/journal/static/journal/js/store.js";
import { Undo } from "../../zhurnal/journal/static/journal/js/undo.js";

const URL_A = "/journals/a/commands/";
const work = (slot, kind = "oral") => ({ slot, kind, title: "", weight: 100 });

function desk(cells = [], store = memoryStore()) {
  const page = new Page({
    today: "2026-11-24",
    course: { id: "c" },
    kinds: [{ code: "oral", short: "УО", name: "устный опрос", weight: 100 }],
    students: ["a", "b"].map((id, index) => ({ id, number: index + 1, name: id, from: null, to: null, note: "" })),
    lessons: [
      { id: "l1", date: "2026-11-24", works: [work(1)], topic: "", topic_version: 0, homework: "", homework_due: null, homework_version: 0, roll: false, roll_version: 0, lock: null, squares: [0, 0, 0, 0] },
      { id: "l2", date: "2026-11-26", works: [], topic: "", topic_version: 0, homework: "", homework_due: null, homework_version: 0, roll: false, roll_version: 0, lock: null, squares: [0, 0, 0, 0] },
    ],
    cells,
  });
  let keys = 0;
  const outbox = new Outbox({ store, newKey: () => `k${(keys += 1)}` });
  const ledger = new Ledger({ page, outbox, undo: new Undo(), url: URL_A });
  const answer = (...results) => {
    const { items } = outbox.take();
    outbox.answered(items, items.map((item, index) => ({ key: item.key, state: "saved", version: 1, value: item.command.value, ...results[index] })));
    return items.map((item) => item.command);
  };
  return { page, outbox, ledger, answer, store };
}

const mark = (row, after, before = "", slot = 1, lesson = "l1") => ({ kind: "entry", row, lesson, slot, before, after });

test("a change is seen at once, sent with its version, held when saved", () => {
  const { page, ledger, answer } = desk([[0, 0, 1, "3", 4, 0]]);
  ledger.carryOut([mark(0, "5", "3")], "5", { reason: "ошибка" });
  assert.deepEqual([page.cell(0, "l1", 1).value, page.cell(0, "l1", 1).state], ["5", "unsent"]);
  const [sent] = answer({ version: 5 });
  assert.deepEqual([sent.version, sent.value, sent.reason, sent.student], [4, "5", "ошибка", "a"]);
  assert.deepEqual(page.cell(0, "l1", 1), { value: "5", version: 5, flags: 1, held: "5", state: "" });
});

test("a refused value goes back to what the journal holds", () => {
  const { page, ledger, answer, outbox } = desk([[0, 0, 1, "3", 4, 0]]);
  const told = [];
  ledger.listeners.add(({ result }) => result && told.push(result.message));
  ledger.carryOut([mark(0, "5", "3")], "5");
  answer({ state: "refused", version: 4, value: "3", code: "closed", message: "Закрыто." });
  assert.equal(page.cell(0, "l1", 1).value, "3");
  assert.deepEqual(told, ["Закрыто."]);
  assert.equal(outbox.counts().refused, 1);
});

test("of two values mine stays in sight until a person chooses", () => {
  const { page, ledger, answer, outbox } = desk();
  ledger.carryOut([mark(0, "5")], "5");
  answer({ state: "conflict", version: 2, value: "3" });
  assert.deepEqual([page.cell(0, "l1", 1).value, page.cell(0, "l1", 1).state], ["5", "conflict"]);
  outbox.resolve(outbox.items[0].key, "theirs");
  assert.deepEqual([page.cell(0, "l1", 1).value, page.cell(0, "l1", 1).state, page.cell(0, "l1", 1).version], ["3", "", 2]);
});

test("a new column gets its number, its marks and the steps back follow", () => {
  const { page, ledger, answer } = desk();
  const { slot } = page.addWork(page.lesson("l2"), "oral");
  ledger.carryOut([{ kind: "work", lesson: "l2", slot, before: null, after: { kind: "oral", title: "" } }, mark(0, "4", "", slot, "l2")], "4");
  assert.ok(slot > UNNUMBERED);
  answer({ id: 1 });
  assert.deepEqual(page.lesson("l2").works.map((each) => each.slot), [1]);
  assert.deepEqual(ledger.undo.last.changes.map((change) => change.slot), [1, 1]);
  const [sent] = answer();
  assert.equal(sent.slot, 1);
  assert.equal(page.cell(0, "l2", 1).state, "");
});

test("a column done again after it was taken back is a new one", () => {
  const { page, ledger } = desk();
  page.dropWork(page.lesson("l1"), 1);
  const step = [{ kind: "work", lesson: "l1", slot: 1, before: null, after: { kind: "oral", title: "" } }, mark(0, "4")];
  ledger.carryOut(step, "", { remember: false });
  const [{ slot }] = step;
  assert.ok(slot > UNNUMBERED);
  assert.equal(step[1].slot, slot);
  assert.equal(page.cell(0, "l1", slot).value, "4");
});

test("topic, homework and roll call move their versions", () => {
  const { page, ledger, answer } = desk();
  ledger.carryOut([{ kind: "topic", lesson: "l1", before: { text: "" }, after: { text: "Трёхфазные цепи", programme_topic: null } }], "тема");
  ledger.carryOut([{ kind: "homework", lesson: "l1", before: { text: "", due: null }, after: { text: "§ 6", due: "2026-11-26" } }], "задание");
  ledger.carryOut([{ kind: "roll", lesson: "l1", before: false, after: true }], "явка");
  answer();
  const lesson = page.lesson("l1");
  assert.deepEqual([lesson.topic, lesson.topic_version, lesson.homework_due, lesson.homework_version, lesson.roll, lesson.roll_version], ["Трёхфазные цепи", 1, "2026-11-26", 1, true, 1]);
});

test("what an earlier page left is put over the journal's values", async () => {
  const first = desk();
  const { slot } = first.page.addWork(first.page.lesson("l2"), "oral");
  first.ledger.carryOut([{ kind: "work", lesson: "l2", slot, before: null, after: { kind: "oral", title: "" } }, mark(1, "5", "", slot, "l2"), mark(0, "4")], "4");
  await new Promise((resolve) => setImmediate(resolve)); // what one operation changed is kept a moment later
  const later = desk([], first.store);
  await later.outbox.open();
  assert.equal(later.ledger.restore(), 3);
  assert.deepEqual([later.page.cell(0, "l1", 1).state, later.page.cell(1, "l2", slot).value], ["unsent", "5"]);
});

test("others' changes come in; what waits here, what is newer here stays", () => {
  const { page, ledger } = desk([[0, 0, 1, "3", 4, 0], [1, 0, 1, "4", 2, 0]]);
  ledger.carryOut([mark(0, "5", "3")], "5");
  const lesson = { ...page.lesson("l1"), works: [work(1), work(2)], topic: "Чужая тема", topic_version: 1 };
  const told = takeChanges(page, { seq: 9, lessons: [lesson], cells: [["a", "l1", 1, "2", 5, 0], ["b", "l1", 1, "3", 1, 0], ["b", "l1", 2, "5", 1, 0]] }, (command) => ledger.waits(command));
  assert.equal(page.cell(0, "l1", 1).value, "5");
  assert.equal(page.cell(1, "l1", 1).value, "4");
  assert.equal(page.cell(1, "l1", 2).value, "5");
  assert.equal(page.lesson("l1").topic, "Чужая тема");
  assert.deepEqual([told.columns, [...told.rows], told.cells.length, told.unknown], [true, [1], 1, false]);
});

test("a topic that is on its way here is not overwritten", () => {
  const { page, ledger } = desk();
  ledger.carryOut([{ kind: "topic", lesson: "l1", before: { text: "" }, after: { text: "Моя", programme_topic: null } }], "тема");
  takeChanges(page, { seq: 2, lessons: [{ ...page.lesson("l1"), topic: "Чужая", topic_version: 1 }], cells: [] }, (command) => ledger.waits(command));
  assert.equal(page.lesson("l1").topic, "Моя");
  const told = takeChanges(page, { seq: 3, lessons: [{ id: "new", works: [] }], cells: [] }, () => false);
  assert.ok(told.unknown);
});

test("what was chosen while a new column got its number goes to that number", () => {
  const { page, outbox, ledger, answer } = desk();
  const { slot } = page.addWork(page.lesson("l2"), "oral");
  ledger.carryOut([{ kind: "work", lesson: "l2", slot, before: null, after: { kind: "oral", title: "" } }], "вид работы");
  answer({ id: 1 });
  ledger.carryOut([{ kind: "work", lesson: "l2", slot, before: { kind: "oral", title: "" }, after: { kind: "lab", title: "" } }, mark(0, "4", "", -slot, "l2")], "меню стояло открытым");
  assert.deepEqual(page.lesson("l2").works.map((each) => [each.slot, each.kind]), [[1, "lab"]]);
  assert.deepEqual(outbox.items.map(({ command }) => [command.do, command.slot]), [["work", 1], ["entry", -1]]);
  assert.equal(page.cell(0, "l2", -1).value, "4");
  ledger.carryOut([{ kind: "work", lesson: "l2", slot, before: { kind: "lab", title: "" }, after: null }], "столбец убран");
  assert.deepEqual([page.lesson("l2").works.length, outbox.at("work:l2:1").command.value], [0, null]);
});

test("in a conflict mine may change and stays mine; what others write is the other side", () => {
  const { page, outbox, ledger, answer } = desk();
  ledger.carryOut([mark(0, "5")], "5");
  answer({ state: "conflict", version: 2, value: "3" });
  ledger.carryOut([mark(0, "", "5")], "", { remember: false });
  takeChanges(page, { seq: 9, lessons: [], cells: [["a", "l1", 1, "2", 3, 0]] }, (command) => ledger.waits(command), (command) => ledger.refresh(command));
  assert.deepEqual(page.cell(0, "l1", 1), { value: "", version: 3, flags: 0, held: "2", state: "conflict" });
  const item = outbox.disputed("entry:l1:a:1");
  assert.deepEqual([item.command.value, item.answer.value], ["", "2"]);
  outbox.resolve(item.key, "theirs");
  assert.deepEqual([page.cell(0, "l1", 1).value, page.cell(0, "l1", 1).state], ["2", ""]);
});

test("mine chosen is unsent, no conflict any more", () => {
  const { page, outbox, ledger, answer } = desk();
  ledger.carryOut([mark(0, "5")], "5");
  answer({ state: "conflict", version: 2, value: "3" });
  outbox.resolve(outbox.items[0].key, "mine");
  assert.deepEqual([page.cell(0, "l1", 1).value, page.cell(0, "l1", 1).state], ["5", "unsent"]);
});

test("a refused change or removal puts the column back as the journal holds it", () => {
  const { page, ledger, answer } = desk();
  const works = () => page.lesson("l1").works.map((each) => [each.slot, each.kind, each.weight]);
  const refusal = { state: "refused", version: 0, value: null, code: "work_has_marks", message: "За эту работу стоят отметки." };
  const column = (before, after) => ledger.carryOut([{ kind: "work", lesson: "l1", slot: 1, before, after }], "");
  column({ kind: "oral", title: "" }, { kind: "lab", title: "" });
  column({ kind: "lab", title: "" }, null);
  assert.deepEqual(works(), []);
  answer(refusal);
  assert.deepEqual(works(), [[1, "oral", 100]]);
  column({ kind: "oral", title: "" }, { kind: "lab", title: "" });
  answer({ value: { kind: "lab", title: "", weight: 200 } });
  column({ kind: "lab", title: "" }, null);
  answer(refusal);
  assert.deepEqual(works().map(([slot, kind]) => [slot, kind]), [[1, "lab"]]);
});

test("a refusal that tells what stands puts that back", () => {
  const { page, ledger, answer } = desk();
  const works = () => page.lesson("l1").works.map((each) => [each.slot, each.kind, each.weight]);
  ledger.carryOut([{ kind: "work", lesson: "l1", slot: 1, before: { kind: "oral", title: "" }, after: null }], "");
  answer({ state: "refused", version: 1, value: { kind: "oral", title: "", weight: 100 }, code: "work_has_marks", message: "За эту работу стоят отметки." });
  assert.deepEqual(works(), [[1, "oral", 100]]);
});

test("of two kinds of a column the journal's is taken when a person says so", () => {
  const { page, outbox, ledger, answer } = desk();
  ledger.carryOut([{ kind: "work", lesson: "l1", slot: 1, before: { kind: "oral", title: "" }, after: { kind: "lab", title: "" } }], "");
  answer({ state: "repeat", value: { kind: "test", title: "", weight: 300 } });
  outbox.resolve(outbox.items[0].key, "theirs");
  assert.deepEqual(page.lesson("l1").works, [{ slot: 1, kind: "test", title: "", weight: 300, version: 1 }]);
});

const toLab = { kind: "work", lesson: "l1", slot: 1, before: { kind: "oral", title: "" }, after: { kind: "lab", title: "" } };
const others = (page, version, kind) => ({ seq: version, lessons: [{ ...page.lesson("l1"), works: [{ ...work(1, kind), version }] }], cells: [] });

test("a column is changed and taken away over the version that was seen", () => {
  const { page, outbox, ledger, answer } = desk();
  page.lesson("l1").works[0].version = 3;
  ledger.carryOut([{ ...toLab }], "");
  assert.equal(answer({ version: 4 })[0].version, 3);
  assert.equal(page.lesson("l1").works[0].version, 4);
  takeChanges(page, others(page, 3, "oral"), (command) => ledger.waits(command)); // an answer that had been on its way
  assert.deepEqual([page.lesson("l1").works[0].kind, page.lesson("l1").works[0].version], ["lab", 4]);
  takeChanges(page, others(page, 5, "test"), (command) => ledger.waits(command));
  ledger.carryOut([{ kind: "work", lesson: "l1", slot: 1, before: { kind: "lab", title: "" }, after: null }], ""); // the menu stood open
  assert.equal(outbox.at("work:l1:1").command.version, 0);
  answer({ state: "conflict", version: 5, value: { kind: "test", title: "", weight: 100 }, author: "Петрова М. С." });
  outbox.resolve(outbox.items[0].key, "mine");
  assert.equal(outbox.at("work:l1:1").command.version, 5);
});

test("what another makes of a column in conflict is the other side of it", () => {
  const { page, outbox, ledger, answer } = desk();
  page.lesson("l1").works[0].version = 1;
  ledger.carryOut([{ ...toLab }], "");
  answer({ state: "conflict", version: 2, value: { kind: "test", title: "", weight: 100 } });
  takeChanges(page, others(page, 3, "control"), (command) => ledger.waits(command), (command) => ledger.refresh(command));
  assert.deepEqual([page.lesson("l1").works[0].kind, outbox.items[0].answer.version], ["lab", 3]);
  outbox.resolve(outbox.items[0].key, "theirs");
  assert.deepEqual([page.lesson("l1").works[0].kind, page.lesson("l1").works[0].version], ["control", 3]);
});

test("another kind for a new column is written over the version with which the journal numbered it", () => {
  const { page, ledger, answer } = desk();
  const { slot } = page.addWork(page.lesson("l2"), "oral");
  ledger.carryOut([{ kind: "work", lesson: "l2", slot, before: null, after: { kind: "oral", title: "" } }], "");
  const made = ledger.outbox.take().items;
  ledger.carryOut([{ ...toLab, lesson: "l2", slot }], "");
  ledger.outbox.answered(made, [{ key: made[0].key, state: "saved", version: 1, value: made[0].command.value, id: 1 }]);
  const [sent] = answer({ version: 2 });
  assert.deepEqual([sent.slot, sent.version, page.lesson("l2").works[0].version], [1, 1, 2]);
});

test("an earlier page's new column and its other kind are one column", async () => {
  const first = desk();
  const { slot } = first.page.addWork(first.page.lesson("l2"), "oral");
  first.ledger.carryOut([{ kind: "work", lesson: "l2", slot, before: null, after: { kind: "oral", title: "" } }], "");
  first.outbox.returned(first.outbox.take().items);
  first.ledger.carryOut([{ kind: "work", lesson: "l2", slot, before: { kind: "oral", title: "" }, after: { kind: "lab", title: "" } }], "");
  await new Promise((resolve) => setImmediate(resolve));
  const later = desk([], first.store);
  await later.outbox.open();
  later.ledger.restore();
  assert.deepEqual(later.page.lesson("l2").works.map((each) => [each.slot, each.kind]), [[slot, "lab"]]);
});
