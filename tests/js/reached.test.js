import assert from "node:assert/strict";
import test, { mock } from "node:test";

import { whenReached } from "../../zhurnal/kernel/static/ui/js/reached.js";

const settled = () => new Promise((resolve) => setImmediate(resolve));

/** A window that hears «online», and a server that answers or does not. */
function stage(answers) {
  const heard = new Set();
  const asked = [];
  globalThis.window = { addEventListener: (_name, act) => heard.add(act), removeEventListener: (_name, act) => heard.delete(act) };
  Object.defineProperty(globalThis, "navigator", { value: { onLine: true }, configurable: true });
  globalThis.fetch = async (address) => {
    asked.push(address);
    const answer = answers.shift();
    if (answer instanceof Error) throw answer;
    return { ok: answer };
  };
  return { asked, heard, online: async () => { for (const act of [...heard]) act(); await settled(); } };
}

test("a network without the server behind it is not enough; once it answers, once is enough", async () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const place = stage([new TypeError("out of reach"), false, true]);
  let told = 0;
  whenReached(() => { told += 1; });
  assert.equal(place.asked.length, 0);
  await place.online();
  assert.equal(told, 0);
  for (const expected of [0, 1]) {
    mock.timers.tick(5_000);
    await settled();
    assert.equal(told, expected);
  }
  assert.deepEqual(place.asked, ["/health/", "/health/", "/health/"]);
  await place.online();
  assert.equal(told, 1);
  assert.equal(place.heard.size, 0);
  mock.timers.reset();
});
