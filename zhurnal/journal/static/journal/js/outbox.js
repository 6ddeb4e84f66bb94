// @ts-check
// What was written and has not reached the journal yet. A state machine without DOM, clock or network:
// queued → sending → (saved: gone) | refused | conflict. One command in flight per place; the queue survives reload.

/**
 * @typedef {{do: string, lesson: string, student?: string, slot?: number, version: number, value: unknown, reason?: string,
 *   on?: string, id?: string | null, key?: string, made_at?: string}} Command
 * @typedef {{key: string | null, state: string, version: number, value: any, author?: string, at?: string, code?: string,
 *   message?: string, needs?: string, ask?: boolean, id?: any}} Result
 * @typedef {{key: string, url: string, place: string, course: string, command: Command, words: Words,
 *   state: "queued" | "sending" | "refused" | "conflict", made_at: string, answer?: Result}} Item
 * @typedef {{title: string, detail: string, value: string, href?: string}} Words  how the list of what waits names it
 * @typedef {{write: (kept: Item[], gone: string[]) => Promise<unknown>, all: () => Promise<Item[]>}} Store
 *   `write` happens whole or not at all: a page may be closed at any moment
 * @typedef {{type: "changed"} | {type: "settled", item: Item, result: Result} | {type: "chosen", item: Item, choice: "mine" | "theirs"}} Event
 */

export const BATCH_LIMIT = 200;
/** Slots of columns that the journal has not numbered yet: the client's own, from here on. */
export const UNNUMBERED = 1000;
const ORPHANED = "Столбца для этой отметки в журнале нет. Выберите вид работы и поставьте её ещё раз.";

/**
 * The name of what a command changes. Two commands of one place never travel together.
 * @param {Command} command
 */
export function placeOf(command) {
  if (command.do === "entry") return `entry:${command.lesson}:${command.student}:${command.slot}`;
  if (command.do === "work") return `work:${command.lesson}:${command.slot}`;
  if (command.do === "personal_homework") return `personal:${command.lesson}:${command.id ?? command.key}`;
  return `${command.do}:${command.lesson}`;
}

export class Outbox {
  /**
   * @param {{store: Store, newKey?: () => string, now?: () => string}} tools
   */
  constructor({ store, newKey = () => crypto.randomUUID(), now = () => new Date().toISOString() }) {
    this.store = store;
    this.newKey = newKey;
    this.now = now;
    /** @type {Item[]} */
    this.items = [];
    /** @type {Set<(event: Event) => void>} */
    this.listeners = new Set();
    /** @type {Map<string, Item | null>} what the store does not know yet; null: gone */
    this.unkept = new Map();
    /** Whether what waits outlives this page. */
    this.lasting = true;
  }

  /** Take up what an earlier page left behind. What was in flight then is sent again: the key makes it harmless. */
  async open() {
    const kept = await this.store.all();
    const known = new Set(this.items.map((item) => item.key));
    const old = kept.filter((item) => !known.has(item.key));
    old.sort((a, b) => (a.made_at < b.made_at ? -1 : a.made_at > b.made_at ? 1 : 0));
    for (const item of old) if (item.state === "sending") item.state = "queued";
    this.items = [...old, ...this.items];
    for (const item of old) if (this.#orphaned(item)) this.#refuse(item, ORPHANED);
    if (old.length) this.#tell({ type: "changed" });
  }

  /** @param {(event: Event) => void} listener @returns {() => void} stops listening */
  listen(listener) {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** A mark whose new column is nowhere, neither in the queue nor in the journal. @param {Item} item */
  #orphaned({ state, command: { do: what, lesson, slot = 0 } }) {
    if (what !== "entry" || state !== "queued" || Math.abs(slot) < UNNUMBERED) return false;
    return !this.items.some(({ command }) => command.do === "work" && command.lesson === lesson && command.slot === Math.abs(slot));
  }

  /** @param {Item} item @param {string} message */
  #refuse(item, message) {
    item.answer = { key: item.key, state: "refused", version: item.command.version, value: "", code: "no_work", message };
    this.#become(item, "refused");
  }

  /** @param {Event} event */
  #tell(event) {
    for (const listener of this.listeners) listener(event);
  }

  /**
   * Write something. A newer value of a place that still waits takes the older one's turn.
   * @param {Command} command
   * @param {{url: string, course?: string, words?: Words}} about
   * @returns {Item}
   */
  put(command, { url, course = "", words = { title: "", detail: "", value: "" } }) {
    const key = this.newKey();
    const place = placeOf({ ...command, key });
    this.items.filter((item) => item.place === place && item.state === "refused").forEach((item) => this.#forget(item));
    const waiting = this.items.find((item) => item.place === place && item.state === "queued");
    const made_at = this.now();
    if (waiting && command.do === "work" && command.value === null && (command.slot ?? 0) >= UNNUMBERED) {
      return this.#withdraw(waiting);
    }
    if (waiting) {
      const { version } = waiting.command;
      Object.assign(waiting, { command: { ...command, version, made_at, key: waiting.key }, words, made_at });
      this.#keep(waiting);
      this.#tell({ type: "changed" });
      return waiting;
    }
    /** @type {Item} */
    const item = { key, url, place, course, command: { ...command, key, made_at }, words, state: "queued", made_at };
    this.items.push(item);
    this.#keep(item);
    this.#tell({ type: "changed" });
    return item;
  }

  /** A new column that never left is taken back, with all that waited for it. @param {Item} item */
  #withdraw(item) {
    const { lesson, slot } = item.command;
    for (const other of [...this.items]) {
      if (other.command.lesson === lesson && Math.abs(other.command.slot ?? 0) === slot) this.#forget(other);
    }
    this.#tell({ type: "changed" });
    return item;
  }

  /** The newest item of a place, whatever its state. @param {string} place */
  at(place) {
    return this.items.findLast((item) => item.place === place);
  }

  /**
   * The next batch to send, marked as being on its way; null when nothing may go now.
   * @param {number} [limit]
   */
  take(limit = BATCH_LIMIT) {
    if (this.items.some((item) => item.state === "sending")) return null;
    const first = this.items.find((item) => this.#ready(item));
    if (!first) return null;
    const places = new Set();
    const batch = [];
    for (const item of this.items) {
      if (batch.length >= limit) break;
      if (item.url !== first.url || places.has(item.place) || !this.#ready(item)) continue;
      places.add(item.place);
      batch.push(item);
    }
    for (const item of batch) this.#become(item, "sending");
    this.#tell({ type: "changed" });
    return { url: first.url, items: batch };
  }

  /** Free to go: its column has a number, and nothing of its place waits for a person's choice. @param {Item} item */
  #ready(item) {
    if (item.state !== "queued") return false;
    const { command } = item;
    if (command.do === "entry" && Math.abs(command.slot ?? 0) >= UNNUMBERED) return false;
    if (command.do === "work" && (command.slot ?? 0) >= UNNUMBERED) {
      return command.value !== null;
    }
    return !this.items.some((other) => other.place === item.place && other.state === "conflict");
  }

  /** What goes over the wire. @param {Item} item @returns {Command} */
  static wire(item) {
    const { command } = item;
    return command.do === "work" && (command.slot ?? 0) >= UNNUMBERED ? { ...command, slot: 0 } : command;
  }

  /**
   * The journal answered. Items it did not mention stay in the queue. Returns how many answers were missing.
   * @param {Item[]} batch
   * @param {Result[]} results
   */
  answered(batch, results) {
    const byKey = new Map(results.map((result) => [result.key, result]));
    let missing = 0;
    for (const item of batch) {
      const result = byKey.get(item.key);
      if (!result) {
        missing += 1;
        this.#become(item, "queued");
      } else {
        this.#settle(item, result);
      }
    }
    this.#tell({ type: "changed" });
    return missing;
  }

  /** @param {Item} item @param {Result} result */
  #settle(item, result) {
    if (result.state === "saved" || result.state === "repeat") {
      this.#forget(item);
      this.#number(item, result);
      for (const later of this.items) {
        if (later.place === item.place && later.state === "queued") this.#rebase(later, result.version);
      }
    } else {
      item.answer = result;
      this.#become(item, result.state === "conflict" ? "conflict" : "refused");
      if (result.state !== "conflict") this.#refuseDependents(item, result);
    }
    this.#tell({ type: "settled", item, result });
  }

  /** A new column got its number: what waits for it may go. @param {Item} item @param {Result} result */
  #number(item, result) {
    const { command } = item;
    if (command.do !== "work" || (command.slot ?? 0) < UNNUMBERED || !result.id) return;
    for (const later of this.items) {
      const other = later.command;
      if (other.lesson !== command.lesson || Math.abs(other.slot ?? 0) !== command.slot) continue;
      other.slot = Math.sign(other.slot ?? 1) * Number(result.id);
      later.place = placeOf(other);
      this.#keep(later);
    }
  }

  /** @param {Item} item @param {Result} result */
  #refuseDependents(item, result) {
    const { command } = item;
    if (command.do !== "work" || (command.slot ?? 0) < UNNUMBERED) return;
    for (const later of [...this.items]) {
      const other = later.command;
      if (later === item || other.lesson !== command.lesson || Math.abs(other.slot ?? 0) !== command.slot) continue;
      later.answer = { ...result, key: later.key, version: 0, value: "" };
      this.#become(later, "refused");
      this.#tell({ type: "settled", item: later, result: later.answer });
    }
  }

  /** The batch did not arrive: it waits again, in its old order. @param {Item[]} batch */
  returned(batch) {
    for (const item of batch) if (item.state === "sending") this.#become(item, "queued");
    this.#tell({ type: "changed" });
  }

  /** The journal refused the whole batch with one sentence. @param {Item[]} batch @param {string} message @param {string} [code] */
  refused(batch, message, code = "refused") {
    for (const item of batch) this.#settle(item, { key: item.key, state: "refused", version: item.command.version, value: undefined, code, message });
    this.#tell({ type: "changed" });
  }

  /**
   * A person chose between two values. Mine is written anew over the journal's version; theirs lets mine go.
   * @param {string} key
   * @param {"mine" | "theirs"} choice
   */
  resolve(key, choice) {
    const item = this.items.find((each) => each.key === key && each.state === "conflict");
    if (!item) return;
    this.#forget(item);
    if (choice === "mine") {
      const version = item.answer?.version ?? 0;
      const later = this.items.find((each) => each.place === item.place && each.state === "queued");
      if (later) this.#rebase(later, version);
      else this.put({ ...item.command, version, reason: item.command.reason ?? "" }, item);
    } else {
      for (const later of this.items.filter((each) => each.place === item.place)) this.#forget(later);
    }
    this.#tell({ type: "chosen", item, choice });
    this.#tell({ type: "changed" });
  }

  /** Let an item go for good, by a person's wish. @param {string} key */
  dismiss(key) {
    const item = this.items.find((each) => each.key === key);
    if (item && item.state !== "sending") this.#forget(item);
    this.#tell({ type: "changed" });
  }

  /** How many of what. */
  counts() {
    const found = { queued: 0, sending: 0, refused: 0, conflict: 0 };
    for (const item of this.items) found[item.state] += 1;
    return { ...found, waiting: found.queued + found.sending };
  }

  /** @param {Item} item @param {number} version */
  #rebase(item, version) {
    item.command.version = version;
    this.#keep(item);
  }

  /** @param {Item} item @param {Item["state"]} state */
  #become(item, state) {
    item.state = state;
    this.#keep(item);
  }

  /** @param {Item} item */
  #keep(item) {
    this.#note(item.key, item);
  }

  /** @param {Item} item */
  #forget(item) {
    this.items = this.items.filter((each) => each !== item);
    this.#note(item.key, null);
  }

  /**
   * Everything that one operation changes goes to the store in one write: a column that got its number and the marks that
   * wait for it must not part, whenever the page ends.
   * @param {string} key @param {Item | null} item
   */
  #note(key, item) {
    if (!this.unkept.size) queueMicrotask(() => this.#store());
    this.unkept.set(key, item);
  }

  #store() {
    const kept = [];
    const gone = [];
    for (const [key, item] of this.unkept) {
      if (item) kept.push(structuredClone(item));
      else gone.push(key);
    }
    this.unkept.clear();
    this.store.write(kept, gone).catch(() => {
      this.lasting = false; // the queue goes on in memory, and the page says so
      this.#tell({ type: "changed" });
    });
  }
}
