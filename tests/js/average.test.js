import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

import { shown, weightedAverage } from "../../zhurnal/journal/static/journal/js/average.js";

const { cases } = JSON.parse(readFileSync(new URL("../cases/average.json", import.meta.url), "utf-8"));

for (const { marks, hundredths, shown: text } of cases) {
  test(`average of ${JSON.stringify(marks)} is ${text}`, () => {
    assert.equal(weightedAverage(marks), hundredths);
    assert.equal(shown(hundredths), text);
  });
}
