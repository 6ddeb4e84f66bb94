import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

import { byOrder, hundredths, plural, whole } from "../../zhurnal/kernel/static/ui/js/words.js";

const cases = JSON.parse(readFileSync(new URL("../cases/words.json", import.meta.url), "utf-8"));

for (const { number, forms, said } of cases.plural) test(`plural: ${said}`, () => assert.equal(plural(number, forms), said));
for (const { number, said } of cases.whole) test(`whole: ${said}`, () => assert.equal(whole(number), said));
for (const { number, said } of cases.hundredths) test(`hundredths: ${said}`, () => assert.equal(hundredths(number), said));
test("what orders made of a plan", () => {
  assert.deepEqual([4, -2, 0].map(byOrder), [", поправка +4\u00a0ч", ", поправка −2\u00a0ч", ""]);
});
