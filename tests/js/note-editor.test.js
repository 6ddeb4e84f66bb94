import assert from "node:assert/strict";
import { test } from "node:test";

import { Ledger } from "../../zhurnal/journal/static/journal/js/ledger.js";
import { takeChanges } from "../../zhurnal/journal/static/journal/js/live.js";
import { acceptHomework, plannedHomework, seenIn, writeOver } from "../../zhurnal/journal/static/journal/js/note-editor.js";
import { Outbox } from "../../zhurnal/journal/static/journal/js/outbox.js";
import { Page } from "../../zhurnal/journal/static/journal/js/page.js";
import { Undo } from "../../zhurnal/journal/static/journal/js/undo.js";

globalThis.document ??= { querySelector: () => null }; // nobody listens

function desk() {
  const page = new Page({
    today: "2026-11-24", course: { id: "c" }, kinds: [], students: [], cells: [],
    lessons: [{
      id: "l", date: "2026-11-24", works: [], topic: "Ток", programme_topic: null, topic_no: 0, topic_version: 3, homework: "§ 1", homework_due: "2026-11-26",
      homework_version: 2, roll: false, roll_version: 0, lock: null, squares: [0, 0, 0, 0],
    }],
  });
  const outbox = new Outbox({ store: { all: async () => [], write: async () => undefined } });
  const ledger = new Ledger({ page, outbox, undo: new Undo(), url: "/c/" });
  const [lesson] = page.lessons;
  const others = (told) => takeChanges(page, { lessons: [{ ...lesson, ...told }], cells: [] }, (command) => ledger.waits(command));
  return { outbox, ledger, lesson, others };
}

test("a text is sent over the version that was seen when its editor opened", () => {
  const { outbox, ledger, lesson, others } = desk();
  const topic = seenIn("topic", lesson);
  const homework = seenIn("homework", lesson);
  others({ topic: "Чужая тема", topic_version: 4, homework: "Чужое задание", homework_version: 3 });
  writeOver(ledger, lesson, "topic", topic, { text: "Ток и поле", programme_topic: null });
  writeOver(ledger, lesson, "homework", homework, { text: "§ 2", due: "2026-11-26" });
  assert.deepEqual(outbox.items.map(({ command }) => command.version), [3, 2]);
  assert.equal(ledger.undo.last.changes[0].before.text, "§ 1");
});

test("who changed nothing writes nothing over another's text", () => {
  const { outbox, ledger, lesson, others } = desk();
  const seen = seenIn("topic", lesson);
  others({ topic: "Чужая тема", topic_version: 4 });
  writeOver(ledger, lesson, "topic", seen, { text: "Ток", programme_topic: null });
  assert.deepEqual([outbox.items.length, lesson.topic], [0, "Чужая тема"]);
});

test("one's own text on its way is no other's", () => {
  const { outbox, ledger, lesson } = desk();
  writeOver(ledger, lesson, "topic", seenIn("topic", lesson), { text: "Поле", programme_topic: null });
  const seen = seenIn("topic", lesson);
  const { items } = outbox.take();
  outbox.answered(items, [{ key: items[0].key, state: "saved", version: 4, value: items[0].command.value }]);
  writeOver(ledger, lesson, "topic", seen, { text: "Поле и ток", programme_topic: null });
  assert.equal(outbox.items[0].command.version, 4);
});

test("homework of the programme is offered for the topic that stands or is offered, while there is none", () => {
  const { outbox, ledger, lesson } = desk();
  const { page } = ledger;
  Object.assign(page.data, { plan: { t5: "§ 5", t6: "§ 6" } });
  page.lessons.push({ ...lesson, id: "next", date: "2026-11-26" });
  assert.equal(plannedHomework(page, lesson), ""); // some is written
  Object.assign(lesson, { homework: "", homework_due: null, programme_topic: "t5", planned: { id: "t6" } });
  assert.equal(plannedHomework(page, lesson), "§ 5");
  lesson.topic = "";
  assert.equal(plannedHomework(page, lesson), "§ 6");
  acceptHomework(ledger, lesson);
  assert.deepEqual(outbox.items.map(({ command }) => [command.do, command.version, command.value]), [["homework", 2, { text: "§ 6", due: "2026-11-26" }]]);
  acceptHomework(ledger, lesson);
  assert.equal(outbox.items.length, 1);
});
