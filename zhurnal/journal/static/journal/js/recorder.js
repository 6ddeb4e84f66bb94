// @ts-check
// Joins outbox, sender and network for one page. A page starts it once; every page sends whatever waits.

import { Outbox } from "./outbox.js";
import { Sender } from "./sender.js";
import { openStore } from "./store.js";
import { post } from "./transport.js";

/**
 * @param {{person: string}} about  the signed-in person's id: nobody sends another's queue
 * @returns {{outbox: Outbox, sender: Sender, ready: Promise<{lasting: boolean}>}}
 */
export function startRecorder({ person }) {
  const opening = openStore(person);
  const outbox = new Outbox({
    store: {
      put: async (item) => (await opening).put(item),
      remove: async (key) => (await opening).remove(key),
      all: async () => (await opening).all(),
    },
  });
  const sender = new Sender(outbox, post);
  const ready = outbox.open().then(async () => ({ lasting: (await opening).lasting }));
  window.addEventListener("online", () => sender.nudge());
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") sender.nudge();
    else sender.leave();
  });
  window.addEventListener("pagehide", () => sender.leave());
  return { outbox, sender, ready };
}
