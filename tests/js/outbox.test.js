import assert from "node:assert/strict";
import test from "node:test";

import { Outbox, UNNUMBERED, placeOf } from "../../zhurnal/journal/static/journal/js/outbox.js";
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
