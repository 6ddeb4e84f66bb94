import assert from "node:assert/strict";
import test from "node:test";

import { ownerOf } from "../../zhurnal/journal/static/journal/js/store.js";

test("a person has one shelf, however a page spells the id", () => {
  const id = "0d1c0a7e-8b1f-4c0e-9a56-aa11bb22cc33";
  assert.equal(ownerOf(id), ownerOf(id.replaceAll("-", "")));
});
