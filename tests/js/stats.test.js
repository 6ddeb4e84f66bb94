import assert from "node:assert/strict";
import test from "node:test";

import { Page } from "../../zhurnal/journal/static/journal/js/page.js";
import { besideWords, figureOf, statsOf } from "../../zhurnal/journal/static/journal/js/stats.js";

function page(rows) {
  const made = new Page({
    course: { term: "1 семестр 2026/27" }, today: "2026-11-24", kinds: [{ code: "oral", short: "УО", name: "устный опрос", weight: 100 }],
    rights: {}, settings: {}, cells: [[0, 0, 1, "4", 1, 0], [0, 1, 1, "5", 1, 0]],
    students: [{ id: "a", number: 1, name: "Абрамов Кирилл", from: null, to: null, note: "" }],
    lessons: ["2026-11-10", "2026-11-17"].map((date, n) => ({ id: `l${n}`, date, hours: 2, works: [{ slot: 1, kind: "oral", title: "", weight: 100 }] })),
  });
  if (rows) made.beside = { head: "", rows };
  return made;
}

test("without an address to ask there are only the figures counted here", () => {
  assert.deepEqual(statsOf(page()).map(({ key }) => key), ["average", "missed"]);
  assert.deepEqual(statsOf(page({})).map(({ key, name }) => [key, name]), [
    ["average", "Ср. взв."], ["forecast", "Прогноз"], ["missed", "Проп., ч"], ["term", "1 сем."],
  ]);
});

test("until the journal answers, and of whom it says nothing, there is a dash", () => {
  const empty = page({});
  assert.equal(figureOf(empty, 0, "average").text, "4,50");
  assert.deepEqual(figureOf(empty, 0, "missed"), { text: "–", label: "Абрамов Кирилл, пропусков нет", classes: "" });
  assert.equal(figureOf(empty, 0, "forecast").text, "–");
  assert.equal(figureOf(empty, 0, "term").text, "–");
  assert.deepEqual(besideWords(empty, 0), []);
});

test("a mark that stands is drawn apart from one that is only proposed", () => {
  const said = { proposed: "5", why: "Средний 4,50, «5» с 4,50." };
  assert.deepEqual(figureOf(page({ a: said }), 0, "term"), { text: "5", label: "Абрамов Кирилл, предложена отметка 5", chip: "proposed", tone: "5" });
  const set = figureOf(page({ a: { ...said, value: "4", reason: "контрольная" } }), 0, "term");
  assert.deepEqual([set.text, set.chip, set.tone], ["4", "set", "4"]);
  assert.equal(figureOf(page({ a: { proposed: "н/а", why: "" } }), 0, "term").chip, "proposed");
});

test("the forecast comes with its certainty, a debt in the colour of a «2»", () => {
  const said = { proposed: "", why: "", likely: "долг", sure: 2, chances: "долг — 70 %, 3 — 30 %", range: "2–3", facts: ["Отметок мало.", "Последние хуже прежних"] };
  const figure = figureOf(page({ a: said }), 0, "forecast");
  assert.deepEqual([figure.text, figure.bars, figure.tone], ["долг", 2, "2"]);
  assert.deepEqual(besideWords(page({ a: said }), 0), [
    ["Предложить нечего", ""], ["Прогноз долг, в восьми случаях из десяти 2–3", "долг — 70 %, 3 — 30 %. Отметок мало. Последние хуже прежних."],
  ]);
});
