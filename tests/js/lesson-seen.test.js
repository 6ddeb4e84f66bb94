import assert from "node:assert/strict";
import { test } from "node:test";

import { Seen } from "../../zhurnal/journal/static/journal/js/lesson/seen.js";

function field(text = "Ток", version = 3) {
  const lesson = { text, version };
  const outbox = { waits: false };
  return { lesson, outbox, seen: new Seen({ read: () => ({ ...lesson }), waits: () => outbox.waits }) };
}

test("another's text passes by a field in which someone types", () => {
  const { lesson, seen } = field();
  Object.assign(lesson, { text: "Чужая", version: 4 });
  seen.passed();
  assert.deepEqual([seen.version, seen.differs({ text: "Ток" }), seen.differs({ text: "Ток и поле" })], [3, false, true]);
  seen.drawn();
  assert.deepEqual([seen.version, seen.differs({ text: "Чужая" })], [4, false]);
});

test("one's own text takes its new version along, also when the journal wrote it otherwise", () => {
  const { lesson, outbox, seen } = field();
  seen.wrote({ text: "Поле " });
  Object.assign(outbox, { waits: true });
  Object.assign(lesson, { text: "Поле ", version: 3 });
  seen.passed();
  Object.assign(outbox, { waits: false });
  Object.assign(lesson, { text: "Поле", version: 4 });
  seen.passed();
  assert.equal(seen.version, 4);
  Object.assign(lesson, { text: "Чужая", version: 5 });
  seen.passed();
  assert.equal(seen.version, 4);
});
