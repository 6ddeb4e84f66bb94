// @ts-check
// Joins outbox, sender and network for one page. A page starts it once; every page sends whatever waits.

import { Outbox } from "./outbox.js";
import { Sender } from "./sender.js";
import { openStore } from "./store.js";
import { post } from "./transport.js";

/**
 * @param {{person: string, nameOf?: (student: string) => string}} about  the signed-in person's id: nobody sends another's queue;
 *   how the page calls a student
 * @returns {{outbox: Outbox, sender: Sender, ready: Promise<void>}}
 */
export function startRecorder({ person, nameOf }) {
  const opening = openStore(person);
  const outbox = new Outbox({
    nameOf,
    store: {
      write: async (kept, gone) => (await opening).write(kept, gone),
      all: async () => (await opening).all(),
    },
  });
  const sender = new Sender(outbox, post);
  const ready = outbox.open().then(async () => {
    if (!(await opening).lasting) outbox.lasting = false;
  });
  window.addEventListener("online", () => sender.nudge());
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") return sender.leave();
    outbox.release(); // perhaps its person has proved who he is in another tab; else it is only held again
    sender.nudge();
  });
  window.addEventListener("pagehide", () => sender.leave());
  window.addEventListener("beforeunload", (event) => {
    if (!outbox.lasting && outbox.counts().waiting) event.preventDefault(); // the browser asks whether to leave
  });
  return { outbox, sender, ready };
}
