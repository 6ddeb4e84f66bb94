import assert from "node:assert/strict";
import test from "node:test";

import { Outbox } from "../../zhurnal/journal/static/journal/js/outbox.js";
import { Sender, pauseAfter } from "../../zhurnal/journal/static/journal/js/sender.js";
import { memoryStore } from "../../zhurnal/journal/static/journal/js/store.js";
import { readAnswer } from "../../zhurnal/journal/static/journal/js/transport.js";

/** A sender with hand-driven timers and a scripted journal. */
function bench(answers, reachable) {
  let keys = 0;
  const outbox = new Outbox({ store: memoryStore(), newKey: () => `k${(keys += 1)}` });
  const timers = [];
  const sent = [];
  const post = async (url, commands) => {
    sent.push(commands);
    const answer = answers.shift() ?? "ok";
    if (answer !== "ok") return answer;
    const results = commands.map(({ key, value, version }) => ({ key, state: "saved", version: version + 1, value }));
    return { kind: "ok", data: { results, seq: 1, lessons: {} } };
  };
  const sender = new Sender(outbox, post, { set: (act, ms) => timers.push({ act, ms }) && timers.at(-1), clear: (timer) => { timer.act = () => {}; } }, reachable);
  const ring = async () => { timers.at(-1).act(); await new Promise((resolve) => setImmediate(resolve)); };
  const write = (student, value) => outbox.put({ do: "entry", lesson: "l", student, slot: 1, version: 0, value }, { url: "/c/" });
  return { outbox, sender, sent, timers, ring, write };
}

test("keys within 300 ms travel together", async () => {
  const { outbox, sent, timers, ring, write } = bench([]);
  write("a", "4");
  write("b", "5");
  assert.equal(timers.at(-1).ms, 300);
  await ring();
  assert.deepEqual(sent.map((batch) => batch.length), [2]);
  assert.equal(outbox.items.length, 0);
});

test("without a connection the queue waits longer and longer, then goes at once", async () => {
  const { outbox, sender, sent, timers, ring, write } = bench([{ kind: "offline" }, { kind: "offline" }, "ok"]);
  write("a", "4");
  await ring();
  assert.equal(sender.link, "offline");
  assert.equal(timers.at(-1).ms, 500);
  await ring();
  assert.equal(timers.at(-1).ms, 1000);
  assert.equal(outbox.counts().queued, 1);
  sender.nudge();
  await ring();
  assert.equal(sender.link, "ok");
  assert.equal(sent.length, 3);
  assert.equal(outbox.items.length, 0);
});

test("writing while offline does not hurry the next try", async () => {
  const { sender, timers, ring, write } = bench([{ kind: "offline" }]);
  write("a", "4");
  await ring();
  const planned = timers.length;
  write("b", "5");
  assert.equal(timers.length, planned);
  assert.equal(sender.link, "offline");
});

test("pauses double from half a second to half a minute", () => {
  assert.deepEqual([1, 2, 3, 7, 20].map(pauseAfter), [500, 1000, 2000, 30_000, 30_000]);
});

test("too large a batch is halved", async () => {
  const { sent, ring, write, outbox } = bench([{ kind: "too-large" }]);
  for (const student of ["a", "b", "c", "d"]) write(student, "4");
  await ring();
  assert.deepEqual(sent.map((batch) => batch.length).slice(0, 2), [4, 2]);
  assert.equal(outbox.items.length, 0);
});

test("one bad command does not hold the others", async () => {
  const bad = { kind: "refused", code: "bad_batch", message: "Не разобрать." };
  const { sent, ring, write, outbox } = bench([bad, bad]);
  for (const student of ["a", "b", "c"]) write(student, "4");
  await ring();
  assert.deepEqual(sent.map((batch) => batch.length), [3, 1, 1, 1]);
  assert.deepEqual(outbox.items.map((item) => [item.command.student, item.state]), [["a", "refused"]]);
});

test("a page that is no longer mine refuses the whole batch with its sentence", async () => {
  const { ring, write, outbox } = bench([{ kind: "refused", code: "absent", message: "Такого журнала у вас нет." }]);
  for (const student of ["a", "b"]) write(student, "4");
  await ring();
  assert.deepEqual(outbox.items.map((item) => item.answer.message), Array(2).fill("Такого журнала у вас нет."));
});

test("an answer that lost a command is an error, never silence", async () => {
  const { sender, ring, write, outbox, timers } = bench([{ kind: "ok", data: { results: [] } }]);
  write("a", "4");
  await ring();
  assert.equal(sender.link, "failing");
  assert.equal(outbox.counts().queued, 1);
  assert.equal(timers.at(-1).ms, 500);
});

test("answers of the journal are told apart", () => {
  const kinds = [
    [200, { results: [] }], [401, { message: "Войдите." }], [403, { message: "Не ваше.", code: "not_yours" }], [403, null],
    [404, { message: "Нет." }], [400, { message: "Плохо." }], [413, null], [500, null], [200, null], [502, { message: "x" }],
  ].map(([status, data]) => readAnswer(status, data).kind);
  assert.deepEqual(kinds, ["ok", "signed-out", "refused", "stale-page", "refused", "refused", "too-large", "failing", "failing", "failing"]);
});

test("while the device has no network nothing leaves, and a correction takes the place of what waits", async () => {
  let network = false;
  const { outbox, sender, sent, ring, write } = bench([], () => network);
  write("a", "4");
  await ring();
  assert.deepEqual([sender.link, sent.length, outbox.counts().waiting], ["offline", 0, 1]);
  write("a", "5");
  assert.equal(outbox.counts().waiting, 1);
  network = true;
  sender.nudge();
  await ring();
  assert.deepEqual([sender.link, sent.map((batch) => batch.map(({ key, value }) => [key, value]))], ["ok", [[["k1", "5"]]]]);
});
