// @ts-check
// Sends what the outbox holds: 300 ms after the last key, one batch at a time, again with growing pauses.

import { BATCH_LIMIT, Outbox } from "./outbox.js";

/**
 * @typedef {import("./transport.js").Arrival} Arrival
 * @typedef {"ok" | "offline" | "failing" | "signed-out" | "stale-page"} Link
 * @typedef {{set: (act: () => void, ms: number) => any, clear: (timer: any) => void}} Timers
 */

export const GATHER = 300;
const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 30_000;

/** How long to wait before the next try. @param {number} failures */
export const pauseAfter = (failures) => Math.min(FIRST_PAUSE * 2 ** Math.max(failures - 1, 0), LONGEST_PAUSE);

export class Sender {
  /**
   * @param {Outbox} outbox
   * @param {(url: string, commands: unknown[], options?: {keepalive?: boolean}) => Promise<Arrival>} post
   * @param {Timers} [timers]
   * @param {() => boolean} [reachable]  false while the device itself says that it has no network
   */
  constructor(outbox, post, timers = { set: (act, ms) => setTimeout(act, ms), clear: (timer) => clearTimeout(timer) }, reachable = () => globalThis.navigator?.onLine !== false) {
    this.outbox = outbox;
    this.post = post;
    this.reachable = reachable;
    this.timers = timers;
    /** @type {Link} */
    this.link = "ok";
    this.message = "";
    this.limit = BATCH_LIMIT;
    this.failures = 0;
    this.busy = false;
    this.timer = null;
    /** @type {string | null} moment of the last save, ISO */
    this.savedAt = null;
    /** @type {Set<(data: any) => void>} what hears of a whole answer: {results, seq, lessons} */
    this.answers = new Set();
    /** @type {Set<() => void>} */
    this.links = new Set();
    outbox.listen((event) => {
      if (event.type === "changed" && !this.busy) this.#plan(this.failures ? pauseAfter(this.failures) : GATHER, false);
    });
  }

  /** Try now: the network is back, the page is seen again, somebody pressed «Отправить». */
  nudge() {
    this.failures = 0;
    this.#plan(0, true);
  }

  /** The page goes away: what waits goes with it as far as the browser lets it. */
  async leave() {
    if (!this.busy) await this.#send({ keepalive: true, limit: 50 });
  }

  /** @param {number} ms @param {boolean} again move an already planned try */
  #plan(ms, again) {
    if (this.timer !== null) {
      if (!again && this.failures) return;
      this.timers.clear(this.timer);
    }
    this.timer = this.timers.set(() => {
      this.timer = null;
      this.#send();
    }, ms);
  }

  /** @param {{keepalive?: boolean, limit?: number}} [options] */
  async #send({ keepalive = false, limit = this.limit } = {}) {
    if (this.busy) return;
    if (!this.reachable()) {
      this.#waitForNetwork();
      return;
    }
    const batch = this.outbox.take(limit);
    if (!batch) return;
    this.busy = true;
    try {
      const arrival = await this.post(batch.url, batch.items.map(Outbox.wire), { keepalive });
      this.#arrived(batch.items, arrival);
    } finally {
      this.busy = false;
    }
    if (this.link === "ok" && !this.failures) await this.#send();
    else if (this.failures) this.#plan(pauseAfter(this.failures), true);
  }

  /** Nothing is taken: what has surely not left may still be changed in its place. */
  #waitForNetwork() {
    if (!this.outbox.counts().queued) return;
    this.failures += 1;
    this.#become("offline", "");
    this.#plan(pauseAfter(this.failures), true);
  }

  /** @param {import("./outbox.js").Item[]} items @param {Arrival} arrival */
  #arrived(items, arrival) {
    if (arrival.kind === "ok") {
      const missing = this.outbox.answered(items, arrival.data.results ?? []);
      this.failures = missing ? this.failures + 1 : 0;
      if (!missing) this.savedAt = this.outbox.now();
      this.#become(missing ? "failing" : "ok", "");
      for (const hear of this.answers) hear(arrival.data);
      return;
    }
    if (arrival.kind === "refused") {
      if (items.length > 1 && arrival.code === "bad_batch") {
        this.limit = 1; // one bad command must not hold the others: find it by sending one by one
        this.outbox.returned(items);
      } else {
        this.outbox.refused(items, arrival.message, arrival.code);
      }
      return;
    }
    if (arrival.kind === "too-large") {
      if (items.length === 1) this.outbox.refused(items, "Слишком длинная запись. Сократите её.", "too_large");
      else this.limit = Math.max(1, items.length >> 1);
      this.outbox.returned(items);
      return;
    }
    this.failures += 1;
    this.outbox.returned(items);
    this.#become(arrival.kind, "message" in arrival ? arrival.message : "");
  }

  /** @param {Link} link @param {string} message */
  #become(link, message) {
    if (link === "ok") this.limit = this.limit < BATCH_LIMIT ? Math.min(this.limit * 2, BATCH_LIMIT) : BATCH_LIMIT;
    this.link = link;
    this.message = message;
    for (const hear of this.links) hear();
  }
}
