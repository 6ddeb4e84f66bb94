import assert from "node:assert/strict";
import { test } from "node:test";

import { Desk } from "../../zhurnal/journal/static/journal/js/lesson/desk.js";
import { layNews } from "../../zhurnal/journal/static/journal/js/lesson/follow.js";
import { freshSlot } from "../../zhurnal/journal/static/journal/js/lesson/offers.js";
import { settle, settleTheirs } from "../../zhurnal/journal/static/journal/js/lesson/settle.js";
import { LessonSheet } from "../../zhurnal/journal/static/journal/js/lesson/sheet.js";
import { Outbox, UNNUMBERED } from "../../zhurnal/journal/static/journal/js/outbox.js";
import { Undo } from "../../zhurnal/journal/static/journal/js/undo.js";

globalThis.location ??= { pathname: "/lessons/1/" };

/** A desk at which the journal answers when it is told to. */
function desk({ lesson = {}, ...more } = {}) {
  const sheet = new LessonSheet({
    today: "2026-11-24",
    kinds: [{ code: "oral", short: "УО", name: "устный опрос", weight: 100, everyone: false }, { code: "lab", short: "ЛР", name: "лабораторная работа", weight: 200, everyone: true }],
    students: ["a", "b"].map((id, index) => ({ id, number: index + 1, name: id })),
    lessons: [{ id: "l", date: "2026-11-24", topic: "", homework: "", roll: false, works: [], mine: true, ...lesson }],
    cells: [], announced: {}, excused: {}, joined: [], base: {}, topics: [], personal: [], offer: { topic: null },
    course: { id: "k", group: "Э-21", name: "Электротехника" }, urls: { commands: "/c/" }, settings: { default_work: "oral" },
    ...more,
  });
  const outbox = new Outbox({ store: { all: async () => [], write: async () => undefined } });
  outbox.listen((event) => event.type === "settled" && settle(sheet, event.item, event.result, outbox.items.some((item) => item.place === event.item.place && item !== event.item)));
  return new Desk(sheet, outbox, new Undo());
}

/** The journal takes everything that waits; new columns get these numbers. */
function journal({ outbox }, ...numbers) {
  for (let batch = outbox.take(); batch; batch = outbox.take()) {
    outbox.answered(batch.items, batch.items.map(({ key, command: { do: what, value, version } }) => ({ key, state: "saved", version: version + 1, value, id: what === "work" ? numbers.shift() : undefined })));
  }
}

test("a provisional number is given once", () => {
  const numbers = Array.from({ length: 2000 }, freshSlot);
  assert.equal(new Set(numbers).size, 2000);
  assert.ok(numbers.every((number) => Number.isSafeInteger(number) && number >= UNNUMBERED));
  assert.deepEqual(numbers.toSorted((a, b) => a - b), numbers);
});

test("a second new column is not taken for the first, which has its number by now", () => {
  const one = desk();
  const first = one.addWork("oral", "");
  one.write([{ student: "a", slot: first, value: "5" }]);
  journal(one, 2);
  const second = one.addWork("lab", "");
  one.select("a", second);
  assert.deepEqual(one.active, { student: "a", slot: second });
  one.write([{ student: "a", slot: second, value: "3" }]);
  assert.deepEqual([one.sheet.cell("a", 2).value, one.sheet.cell("a", second).value], ["5", "3"]);
  journal(one, 3);
  assert.deepEqual([one.sheet.cell("a", 2).value, one.sheet.cell("a", 3).value], ["5", "3"]);
});

test("a step finds the column of its mark under the number it has got", () => {
  const one = desk();
  one.write([{ student: "a", slot: one.addWork("oral", ""), value: "5" }]);
  journal(one, 2);
  const second = one.addWork("lab", "");
  one.undo.back();
  one.write([{ student: "a", slot: 2, value: "" }], "");
  one.stepForth();
  assert.deepEqual([one.sheet.cell("a", 2).value, one.sheet.cell("a", second).value], ["5", ""]);
  assert.equal(one.outbox.items.find(({ command }) => command.do === "entry").command.slot, 2);
});

test("a column is changed under the number it has got, and not at all when it has gone", () => {
  const one = desk();
  const slot = one.addWork("oral", "");
  journal(one, 2);
  one.changeWork(slot, { kind: "lab", title: "" });
  assert.deepEqual([one.outbox.items[0].command.slot, one.sheet.works[0].kind], [2, "lab"]);
  journal(one);
  one.changeWork(7, null);
  assert.deepEqual([one.sheet.works.length, one.outbox.items.length], [1, 0]);
});

test("a column is changed over the version that was seen, and what another made of it stays beside mine", () => {
  const one = desk({ lesson: { works: [{ slot: 1, kind: "oral", title: "", weight: 100, version: 3 }] } });
  one.changeWork(1, { kind: "lab", title: "" });
  assert.equal(one.outbox.items[0].command.version, 3);
  journal(one);
  assert.equal(one.sheet.works[0].version, 4);
  const seen = { ...one.sheet.works[0] };
  layNews(one, { lessons: [{ ...one.lesson, works: [{ slot: 1, kind: "oral", title: "раздел 2", weight: 100, version: 3 }] }], cells: [] });
  assert.equal(one.sheet.works[0].kind, "lab"); // an answer that had been on its way
  layNews(one, { lessons: [{ ...one.lesson, works: [{ slot: 1, kind: "oral", title: "раздел 2", weight: 100, version: 5 }] }], cells: [] });
  one.changeWork(1, null, seen); // the sheet of kinds stood open
  const { items } = one.outbox.take();
  assert.equal(items[0].command.version, 4);
  one.outbox.answered(items, [{ key: items[0].key, state: "conflict", version: 5, value: { kind: "oral", title: "раздел 2", weight: 100 } }]);
  assert.deepEqual(one.sheet.works, []); // mine until I choose
  const [item] = one.outbox.items;
  one.outbox.resolve(item.key, "theirs");
  settleTheirs(one.sheet, item);
  assert.deepEqual(one.sheet.works.map(({ title, version }) => [title, version]), [["раздел 2", 5]]);
});

test("a column that the journal does not let go stands again", () => {
  const one = desk({ lesson: { works: [{ slot: 1, kind: "oral", title: "", weight: 100, version: 1 }] } });
  one.changeWork(1, null);
  const { items } = one.outbox.take();
  one.outbox.answered(items, [{ key: items[0].key, state: "refused", version: 1, value: { kind: "oral", title: "", weight: 100 }, code: "work_has_marks" }]);
  assert.deepEqual(one.sheet.works.map(({ kind, version }) => [kind, version]), [["oral", 1]]);
});

const TASK = { students: ["a"], text: "Пересдать", due: null };

test("a task that has not left is changed in its place and let go", () => {
  const one = desk();
  one.setPersonal(null, TASK);
  const [task] = one.sheet.data.personal;
  one.setPersonal(task, { ...TASK, text: "Пересдать ЛР" });
  assert.deepEqual(one.outbox.items.map(({ command }) => command.value.text), ["Пересдать ЛР"]);
  one.setPersonal(task, null);
  assert.deepEqual([one.outbox.items, one.sheet.data.personal], [[], []]);
});

test("a task on its way is not changed before it has its number", () => {
  globalThis.document ??= { querySelector: () => null };
  const one = desk();
  one.setPersonal(null, TASK);
  const [task] = one.sheet.data.personal;
  const { items } = one.outbox.take();
  one.setPersonal(task, { ...TASK, text: "Другое" });
  one.setPersonal(task, null);
  assert.deepEqual([one.outbox.items.length, one.sheet.data.personal.length, task.text], [1, 1, "Пересдать"]);
  one.outbox.answered(items, [{ key: items[0].key, state: "saved", version: 1, value: TASK, id: "t" }]);
  one.setPersonal(task, { ...TASK, text: "Другое" });
  assert.deepEqual(one.outbox.items.map(({ command }) => [command.id, command.version, command.value.text]), [["t", 1, "Другое"]]);
});

test("a task that the journal refused while it stood open becomes a new one", () => {
  const one = desk();
  one.setPersonal(null, TASK);
  const [task] = one.sheet.data.personal;
  const { items } = one.outbox.take();
  one.outbox.answered(items, [{ key: items[0].key, state: "refused", version: 0, value: null, message: "" }]);
  one.setPersonal(task, null);
  assert.deepEqual(one.sheet.data.personal, []);
  one.setPersonal(task, TASK);
  assert.deepEqual(one.sheet.data.personal.map(({ id, text }) => [id, text]), [[null, "Пересдать"]]);
});

test("who lets his own value go has the journal's before him", () => {
  const one = desk({ lesson: { works: [{ slot: 1, kind: "oral", title: "", weight: 100 }], topic: "Моя", homework: "Моё", homework_due: null } });
  one.sheet.data.personal.push({ id: "t", version: 1, ...TASK });
  const theirs = (command, value) => settleTheirs(one.sheet, { key: "k", command, answer: { key: "k", state: "conflict", version: 7, value } });
  theirs({ do: "topic" }, { text: "Чужая", programme_topic: null });
  theirs({ do: "homework" }, { text: "Чужое", due: "2026-11-30" });
  theirs({ do: "work", slot: 1, value: { kind: "oral", title: "" } }, { kind: "lab", title: "№ 2" });
  theirs({ do: "personal_homework", id: "t" }, { ...TASK, text: "Чужое" });
  const { topic, topic_version, homework, homework_due, works } = one.lesson;
  assert.deepEqual([topic, topic_version, homework, homework_due], ["Чужая", 7, "Чужое", "2026-11-30"]);
  assert.deepEqual([works, one.sheet.data.personal[0].text], [[{ slot: 1, kind: "lab", title: "№ 2", weight: 200, version: 7 }], "Чужое"]);
  theirs({ do: "personal_homework", id: "t" }, null);
  assert.deepEqual(one.sheet.data.personal, []);
});

test("a new column that may have reached the journal is taken away there too, one that never left is let go", () => {
  const one = desk();
  const slot = one.addWork("oral", "");
  one.outbox.returned(one.outbox.take().items);
  one.changeWork(slot, null);
  assert.deepEqual([one.sheet.works, one.outbox.items.map(({ command }) => command.value?.kind ?? null)], [[], ["oral", null]]);
  journal(one, 2);
  assert.deepEqual([one.outbox.items, one.sheet.works], [[], []]);
  one.changeWork(one.addWork("lab", ""), null);
  assert.deepEqual([one.outbox.items, one.sheet.works], [[], []]);
});
