import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

import { matches } from "../../zhurnal/journal/static/journal/js/search.js";

const cases = JSON.parse(readFileSync(new URL("../cases/search.json", import.meta.url), "utf-8"));

for (const { text, query, found } of cases) test(`search: «${query}» in «${text}»`, () => assert.equal(matches(text, query), found));
