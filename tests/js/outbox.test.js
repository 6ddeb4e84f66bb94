import assert from "node:assert/strict";
import test from "node:test";

import { Outbox, UNNUMBERED, placeOf, nameless, titled } from "../../zhurnal/journal/static/journal/js/outbox.js";
import { memoryStore } from "../../zhurnal/journal/static/journal/js/store.js";

const URL_A = "/journals/a/commands/";

/** An outbox whose keys are 1, 2, 3 and whose clock ticks once a call. */
function outbox(store = memoryStore()) {
  let keys = 0;
  let ticks = 0;
  const made = new Outbox({ store, newKey: () => `k${(keys += 1)}`, now: () => `2026-11-24T10:42:${String((ticks += 1)).padStart(2, "0")}` });
  return { made, store };
}

const entry = (student, value, { version = 0, slot = 1, lesson = "l1" } = {}) => ({ do: "entry", lesson, student, slot, version, value });
const saved = (item, version, more = {}) => ({ key: item.key, state: "saved", version, value: item.command.value, ...more });
const put = (box, command, url = URL_A) => box.put(command, { url });

test("places are named by what is changed", () => {
  assert.equal(placeOf(entry("s", "4")), "entry:l1:s:1");
  assert.equal(placeOf({ do: "topic", lesson: "l1", version: 0, value: {} }), "topic:l1");
  assert.equal(placeOf({ do: "work", lesson: "l1", slot: 2, version: 0, value: null }), "work:l1:2");
  assert.equal(placeOf({ do: "personal_homework", lesson: "l1", id: "p", version: 0, value: null }), "personal:l1:p");
});

test("a batch is what waits, once per place, and nothing more goes until it is answered", () => {
  const { made } = outbox();
  put(made, entry("a", "4"));
  put(made, entry("b", "5"));
  const batch = made.take();
  assert.deepEqual(batch.items.map((item) => item.command.value), ["4", "5"]);
  put(made, entry("a", "3"));
  assert.equal(made.take(), null);
  assert.equal(made.answered(batch.items, batch.items.map((item) => saved(item, 1))), 0);
  const next = made.take();
  assert.deepEqual(next.items.map((item) => [item.command.value, item.command.version]), [["3", 1]]);
});

test("a newer value takes the turn, the key and the version of one that still waits", () => {
  const { made } = outbox();
  put(made, entry("a", "4", { version: 7 }));
  put(made, entry("b", "5"));
  put(made, entry("a", "2", { version: 9 }));
  const { items } = made.take();
  assert.deepEqual(items.map((item) => [item.key, item.command.value, item.command.version]), [["k1", "2", 7], ["k2", "5", 0]]);
});

test("a conflict waits for a choice while the others go on", () => {
  const { made } = outbox();
  const mine = put(made, entry("a", "4", { version: 1 }));
  made.answered(made.take().items, [{ key: mine.key, state: "conflict", version: 3, value: "3", author: "И. Л. Вяткин" }]);
  assert.equal(made.counts().conflict, 1);
  put(made, entry("b", "5"));
  assert.deepEqual(made.take().items.map((item) => item.command.student), ["b"]);
});

test("mine is written over the journal's version under a new key", () => {
  const { made } = outbox();
  const mine = put(made, entry("a", "4", { version: 1 }));
  made.answered(made.take().items, [{ key: mine.key, state: "conflict", version: 3, value: "3" }]);
  made.resolve(mine.key, "mine");
  const [again] = made.take().items;
  assert.deepEqual([again.command.value, again.command.version], ["4", 3]);
  assert.notEqual(again.key, mine.key);
});

test("theirs lets mine go", () => {
  const { made } = outbox();
  const mine = put(made, entry("a", "4", { version: 1 }));
  made.answered(made.take().items, [{ key: mine.key, state: "conflict", version: 3, value: "3" }]);
  made.resolve(mine.key, "theirs");
  assert.equal(made.items.length, 0);
});

test("a refusal is kept with its reason until it is dismissed or written anew", () => {
  const { made } = outbox();
  const heard = [];
  made.listen((event) => event.type === "settled" && heard.push(event.result.code));
  const item = put(made, entry("a", "4"));
  made.answered(made.take().items, [{ key: item.key, state: "refused", version: 0, value: "", code: "closed", message: "Закрыто." }]);
  assert.deepEqual(heard, ["closed"]);
  assert.equal(made.counts().refused, 1);
  assert.equal(made.take(), null);
  put(made, entry("a", "5"));
  assert.deepEqual(made.counts(), { queued: 1, sending: 0, refused: 0, conflict: 0, waiting: 1 });
});

test("what the answer forgot stays in the queue and is counted", () => {
  const { made } = outbox();
  const [first] = [put(made, entry("a", "4")), put(made, entry("b", "5"))];
  assert.equal(made.answered(made.take().items, [saved(first, 1)]), 1);
  assert.deepEqual(made.items.map((item) => [item.command.student, item.state]), [["b", "queued"]]);
});

test("a batch that did not arrive waits again in its order", () => {
  const { made } = outbox();
  put(made, entry("a", "4"));
  put(made, entry("b", "5"));
  made.returned(made.take().items);
  assert.deepEqual(made.take().items.map((item) => item.command.student), ["a", "b"]);
});

test("each address gets its own batch", () => {
  const { made } = outbox();
  put(made, entry("a", "4"), "/one/");
  put(made, entry("b", "4"), "/two/");
  const batch = made.take();
  assert.equal(batch.url, "/one/");
  assert.equal(batch.items.length, 1);
});

test("batches are limited", () => {
  const { made } = outbox();
  for (let number = 0; number < 250; number += 1) put(made, entry(`s${number}`, "4"));
  assert.equal(made.take().items.length, 200);
});

test("the queue survives a reload; what was in flight goes again under its key", async () => {
  const { made, store } = outbox();
  put(made, entry("a", "4"));
  put(made, entry("b", "5"));
  made.take();
  await turn();
  const later = outbox(store).made;
  await later.open();
  assert.deepEqual(later.items.map((item) => [item.key, item.state]), [["k1", "queued"], ["k2", "queued"]]);
});

test("marks of a new column wait for its number", () => {
  const { made } = outbox();
  put(made, { do: "work", lesson: "l1", slot: UNNUMBERED + 1, version: 0, value: { kind: "oral", title: "" } });
  put(made, entry("a", "4", { slot: UNNUMBERED + 1 }));
  put(made, entry("b", "5", { slot: -(UNNUMBERED + 1) }));
  const batch = made.take();
  assert.deepEqual(batch.items.map((item) => Outbox.wire(item).slot), [0]);
  made.answered(batch.items, [saved(batch.items[0], 1, { id: 2 })]);
  assert.deepEqual(made.take().items.map((item) => [item.command.slot, item.place]), [[2, "entry:l1:a:2"], [-2, "entry:l1:b:-2"]]);
});

test("a refused column takes its marks along", () => {
  const { made } = outbox();
  const work = put(made, { do: "work", lesson: "l1", slot: UNNUMBERED + 1, version: 0, value: { kind: "oral", title: "" } });
  put(made, entry("a", "4", { slot: UNNUMBERED + 1 }));
  made.answered(made.take().items, [{ key: work.key, state: "refused", version: 0, value: null, code: "closed", message: "Закрыто." }]);
  assert.deepEqual(made.items.map((item) => [item.state, item.answer.code]), [["refused", "closed"], ["refused", "closed"]]);
});

test("a new column that never left is taken back with its marks", () => {
  const { made } = outbox();
  const slot = UNNUMBERED + 1;
  put(made, { do: "work", lesson: "l1", slot, version: 0, value: { kind: "oral", title: "" } });
  put(made, entry("a", "4", { slot }));
  put(made, { do: "work", lesson: "l1", slot, version: 0, value: null });
  assert.equal(made.items.length, 0);
});

/** A store that remembers each write, and breaks after `limit` of them, as a page that is closed does. */
function countingStore(limit = Infinity) {
  const inner = memoryStore();
  const writes = [];
  const write = async (kept, gone) => {
    if (writes.length >= limit) throw new Error("closed");
    writes.push([kept.map((item) => [item.command.do, item.state, item.command.slot]), gone]);
    return inner.write(kept, gone);
  };
  return { store: { ...inner, write }, writes };
}

const NEW = UNNUMBERED + 1;
const newWork = { do: "work", lesson: "l1", slot: NEW, version: 0, value: { kind: "oral", title: "" } };
const turn = () => new Promise((resolve) => setImmediate(resolve));

test("a column's number and the marks that wait for it are kept in one write", async () => {
  const { store, writes } = countingStore();
  const { made } = outbox(store);
  put(made, newWork);
  put(made, entry("a", "4", { slot: NEW }));
  put(made, entry("b", "5", { slot: NEW }));
  await turn();
  assert.deepEqual(writes, [[[["work", "queued", NEW], ["entry", "queued", NEW], ["entry", "queued", NEW]], []]]);
  const batch = made.take();
  await turn();
  made.answered(batch.items, [saved(batch.items[0], 1, { id: 3 })]);
  await turn();
  assert.deepEqual(writes.slice(1), [[[["work", "sending", NEW]], []], [[["entry", "queued", 3], ["entry", "queued", 3]], ["k1"]]]);
});

test("whenever the page is closed, the next one sends every mark into the right column", async () => {
  for (const limit of [1, 2, 3]) {
    const { store } = countingStore(limit);
    const { made } = outbox(store);
    put(made, newWork);
    put(made, entry("a", "4", { slot: NEW }));
    await turn();
    const batch = made.take();
    await turn();
    made.answered(batch.items, [saved(batch.items[0], 1, { id: 3 })]);
    await turn();
    const later = outbox(store).made;
    await later.open();
    const again = later.take();
    if (again.items[0].command.do === "work") later.answered(again.items, [{ ...saved(again.items[0], 1, { id: 3 }), state: "repeat" }]);
    const marks = again.items[0].command.do === "work" ? later.take().items : again.items;
    assert.deepEqual(marks.map(({ key, command }) => [key, command.slot, command.value]), [["k2", 3, "4"]], `closed after ${limit}`);
  }
});

test("a mark without its column does not wait for ever", async () => {
  const { store } = outbox();
  await store.write([{ key: "k9", url: URL_A, place: "", course: "", command: { ...entry("a", "4", { slot: NEW }), key: "k9" }, words: {}, state: "queued", made_at: "1" }], []);
  const { made } = outbox(store);
  await made.open();
  assert.deepEqual(made.items.map((item) => [item.state, item.answer.code]), [["refused", "no_work"]]);
});

test("a store that fails is told: what waits does not outlive the page", async () => {
  const { store } = countingStore(0);
  const { made } = outbox(store);
  let told = 0;
  made.listen(() => (told += 1));
  put(made, entry("a", "4"));
  await turn();
  assert.deepEqual([made.lasting, made.counts().waiting, told], [false, 1, 2]);
});

test("a correction typed after a lost answer goes behind what left, under its own key", () => {
  const { made } = outbox();
  const first = put(made, entry("a", "4"));
  made.returned(made.take().items); // the journal wrote 4, its answer was lost
  put(made, entry("a", "3"));
  put(made, entry("a", "5"));
  assert.deepEqual(made.items.map(({ key, command }) => [key, command.value]), [["k1", "4"], ["k2", "5"]]);
  const { items } = made.take();
  assert.deepEqual(items.map((item) => item.key), ["k1"]);
  made.answered(items, [{ ...saved(first, 1), state: "repeat" }]);
  assert.deepEqual(made.take().items.map(({ key, command }) => [key, command.value, command.version]), [["k2", "5", 1]]);
});

test("what was in flight when the page closed is not written over by the next page", async () => {
  const { made, store } = outbox();
  put(made, entry("a", "4"));
  made.take();
  await turn();
  const later = outbox(store).made;
  later.newKey = () => "new";
  await later.open();
  put(later, entry("a", "5"));
  assert.deepEqual(later.items.map(({ key, sent, command }) => [key, sent ?? false, command.value]), [["k1", true, "4"], ["new", false, "5"]]);
});

test("a repeat that tells another value is a conflict", () => {
  const { made } = outbox();
  const heard = [];
  made.listen((event) => event.type === "settled" && heard.push(event.result.state));
  const item = put(made, entry("a", "5"));
  made.answered(made.take().items, [{ key: item.key, state: "repeat", version: 1, value: "4" }]);
  assert.deepEqual([heard, item.state, item.answer.value], [["conflict"], "conflict", "4"]);
  made.resolve(item.key, "mine");
  assert.deepEqual(made.take().items.map(({ command }) => [command.value, command.version]), [["5", 1]]);
});

test("a repeat of the same value is saved, however the journal writes it down", () => {
  const id = "0d1c0a7e-8b1f-4c0e-9a56-aa11bb22cc33";
  const cases = [
    [entry("a", "н", { slot: 0 }), "н"],
    [{ do: "work", lesson: "l1", slot: 2, version: 0, value: { kind: "oral", title: " Опрос" } }, { weight: 100, title: "Опрос", kind: "oral" }],
    [{ do: "work", lesson: "l2", slot: 2, version: 0, value: null }, null],
    [{ do: "topic", lesson: "l1", version: 0, value: { text: "Цепи\u00a0тока ", programme_topic: id } }, { programme_topic: id.replaceAll("-", ""), text: "Цепитока" }],
    [{ do: "homework", lesson: "l1", version: 0, value: { text: "§ 6", due: "" } }, { due: null, text: "§ 6" }],
    [{ do: "roll_call", lesson: "l1", version: 0, value: true }, true],
    [{ do: "personal_homework", lesson: "l1", version: 0, value: { students: ["b", "a"], text: "§ 7", due: null } }, { text: "§ 7", due: null, students: ["a", "b"] }],
  ];
  for (const [command, value] of cases) {
    const { made } = outbox();
    const item = put(made, command);
    made.answered(made.take().items, [{ key: item.key, state: "repeat", version: 1, value }]);
    assert.equal(made.items.length, 0, command.do);
  }
});

test("a task of a repeat that stands otherwise is written over, not beside", () => {
  const { made } = outbox();
  const item = put(made, { do: "personal_homework", lesson: "l1", id: null, version: 0, value: { text: "§ 8", due: null, students: ["a"] } });
  made.answered(made.take().items, [{ key: item.key, state: "repeat", version: 2, value: { text: "§ 7", due: null, students: ["a"] }, id: "t" }]);
  made.resolve(item.key, "mine");
  assert.deepEqual(made.take().items.map(({ command }) => [command.id, command.version, command.value.text]), [["t", 2, "§ 8"]]);
});

test("a column that left is not withdrawn: its removal waits for the number", () => {
  const { made } = outbox();
  const creation = put(made, newWork);
  made.returned(made.take().items);
  put(made, { ...newWork, value: null });
  const { items } = made.take();
  assert.deepEqual(items.map((item) => item.command.value), [newWork.value]);
  made.answered(items, [{ ...saved(creation, 1, { id: 3 }), state: "repeat" }]);
  assert.deepEqual(made.take().items.map(({ command }) => [command.slot, command.value]), [[3, null]]);
});

test("another kind for a column that left waits, and never makes a second one", () => {
  const { made } = outbox();
  const creation = put(made, newWork);
  made.returned(made.take().items);
  put(made, { ...newWork, value: { kind: "lab", title: "" } });
  const { items } = made.take();
  assert.equal(items.length, 1);
  made.answered(items, [{ ...saved(creation, 1, { id: 3 }), state: "repeat" }]);
  assert.deepEqual(made.take().items.map(({ command }) => [command.slot, command.value.kind]), [[3, "lab"]]);
});

test("a new column that a repeat tells otherwise gets its number and waits for a choice; one that is gone is refused", () => {
  const other = outbox().made;
  const creation = put(other, newWork);
  put(other, entry("a", "4", { slot: NEW }));
  other.answered(other.take().items, [{ key: creation.key, state: "repeat", version: 1, value: { kind: "lab", title: "", weight: 100 }, id: 3 }]);
  assert.deepEqual(other.items.map(({ state, command }) => [command.do, state, command.slot]), [["entry", "queued", 3], ["work", "conflict", 3]]);
  const gone = outbox().made;
  const item = put(gone, newWork);
  put(gone, entry("a", "4", { slot: NEW }));
  gone.answered(gone.take().items, [{ key: item.key, state: "repeat", version: 1, value: null, id: 3 }]);
  assert.deepEqual(gone.items.map(({ state, answer }) => [state, answer.code]), [["refused", "no_work"], ["refused", "no_work"]]);
});

test("a refused column lets its own removal go", () => {
  const { made } = outbox();
  const creation = put(made, newWork);
  made.returned(made.take().items);
  put(made, { ...newWork, value: null });
  made.answered(made.take().items, [{ key: creation.key, state: "refused", version: 0, value: null, code: "closed" }]);
  assert.deepEqual(made.items.map(({ command, state }) => [command.value, state]), [[newWork.value, "refused"]]);
});

test("the removal of a column that is nowhere does not wait for ever", async () => {
  const { store } = outbox();
  await store.write([{ key: "k9", url: URL_A, place: placeOf(newWork), course: "", command: { ...newWork, value: null, key: "k9" }, words: {}, state: "queued", made_at: "1" }], []);
  const { made } = outbox(store);
  await made.open();
  assert.deepEqual(made.items.map((item) => [item.state, item.answer.code]), [["refused", "no_work"]]);
  assert.equal(put(made, entry("a", "4", { slot: NEW })).state, "refused");
});

test("what waits is amended by its key until it leaves", () => {
  const { made } = outbox();
  const task = { do: "personal_homework", lesson: "l1", id: null, version: 0, value: { text: "§ 7", due: null, students: ["a"] } };
  const item = put(made, task);
  let told = 0;
  made.listen(() => (told += 1));
  const words = { title: "Задание студенту", detail: "", value: "§ 8" };
  assert.equal(made.amend(item.key, { value: { ...task.value, text: "§ 8" }, words }), true);
  assert.deepEqual([told, item.key, item.place, item.words, item.command.value.text, item.command.key, item.command.id], [1, "k1", "personal:l1:k1", words, "§ 8", "k1", null]);
  made.returned(made.take().items);
  assert.equal(made.amend(item.key, { value: null }), false);
  assert.equal(made.amend("nobody", { value: null }), false);
  assert.equal(item.command.value.text, "§ 8");
});

test("in a conflict a newer value is my side of it, and waits for the choice", () => {
  const { made } = outbox();
  const mine = put(made, entry("a", "4", { version: 1 }));
  const batch = made.take();
  put(made, entry("a", "5", { version: 1 })); // typed while the first was on its way
  made.answered(batch.items, [{ key: mine.key, state: "conflict", version: 3, value: "3" }]);
  assert.deepEqual(made.items.map(({ state, command }) => [state, command.value]), [["conflict", "5"]]);
  put(made, entry("a", "", { version: 3 })); // Ctrl Z
  assert.deepEqual(made.items.map(({ state, command }) => [state, command.value]), [["conflict", ""]]);
  assert.equal(made.take(), null);
  assert.equal(made.disputed(mine.place), mine);
  made.resolve(mine.key, "mine");
  assert.deepEqual(made.take().items.map(({ command }) => [command.value, command.version]), [["", 3]]);
});

test("a conflict tells what stands in the journal now", () => {
  const { made } = outbox();
  const mine = put(made, entry("a", "4", { version: 1 }));
  made.answered(made.take().items, [{ key: mine.key, state: "conflict", version: 3, value: "3", author: "И. Л. Вяткин" }]);
  made.refresh(mine.place, "2", 4);
  assert.deepEqual([mine.state, mine.answer.value, mine.answer.version, mine.answer.author], ["conflict", "2", 4, undefined]);
});

test("an old mark waits until its person has proved who he is, the others go on, and then it leaves with its last value", () => {
  const { made } = outbox();
  const old = put(made, entry("a", "5", { version: 1 }));
  made.answered(made.take().items, [{ key: old.key, state: "refused", version: 1, value: "3", code: "step_up", needs: "proof" }]);
  assert.deepEqual([made.counts().refused, made.counts().held, made.counts().waiting], [0, 1, 1]);
  put(made, entry("b", "4"));
  const others = made.take().items;
  assert.deepEqual(others.map((item) => item.command.student), ["b"]);
  made.answered(others, [saved(others[0], 1)]);
  put(made, entry("a", "4", { version: 1 }));
  assert.equal(made.take(), null);
  made.release();
  assert.deepEqual(made.take().items.map((item) => [item.key, item.command.value, item.command.version]), [[old.key, "4", 1]]);
});

test("a page that opens after the proof sends what was held", async () => {
  const store = memoryStore();
  const first = outbox(store).made;
  const old = put(first, entry("a", "5", { version: 1 }));
  first.answered(first.take().items, [{ key: old.key, state: "refused", version: 1, value: "3", code: "step_up", needs: "proof" }]);
  await new Promise((done) => setTimeout(done, 0));
  const second = outbox(store).made;
  await second.open();
  assert.deepEqual(second.take().items.map((item) => item.command.value), ["5"]);
});

test("the device keeps no names, and a page gives them back", async () => {
  const kept = [];
  const store = { all: async () => structuredClone(kept), write: async (items) => { kept.push(...items); } };
  const first = new Outbox({ store });
  const words = { title: "УО", name: "Калугин Степан", detail: "Э-21, Электротехника", value: "5" };
  const item = first.put({ do: "entry", lesson: "l1", student: "s1", slot: 1, version: 0, value: "5" }, { url: "/a/", words });
  await null;
  assert.equal(titled(item.words), "Калугин Степан, УО");
  assert.doesNotMatch(JSON.stringify(kept), /Калугин/);
  item.answer = { key: item.key, state: "conflict", version: 1, value: "4", author: "Лосев П. И." };
  assert.doesNotMatch(JSON.stringify(nameless(item)), /Калугин|Лосев/);

  const elsewhere = new Outbox({ store });
  await elsewhere.open();
  assert.equal(titled(elsewhere.items[0].words), "Студент, УО");
  const page = new Outbox({ store, nameOf: (id) => (id === "s1" ? "Калугин Степан" : "") });
  await page.open();
  assert.equal(titled(page.items[0].words), "Калугин Степан, УО");
});

test("what an earlier release kept with a name is kept anew without it", async () => {
  const old = { key: "k1", url: "/a/", place: "entry:l1:s1:1", course: "", state: "queued", made_at: "1",
    command: { do: "entry", lesson: "l1", student: "s1", slot: 1, version: 0, value: "5", key: "k1" },
    words: { title: "Калугин Степан, УО", detail: "", value: "5" } };
  let kept = [old];
  const page = new Outbox({ store: { all: async () => kept, write: async (items) => { kept = items; } } });
  await page.open();
  await null;
  assert.equal(titled(page.items[0].words), "Студент");
  assert.doesNotMatch(JSON.stringify(kept), /Калугин/);
});
