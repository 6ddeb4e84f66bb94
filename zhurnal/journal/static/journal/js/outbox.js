// @ts-check
// What was written and has not reached the journal yet. A state machine without DOM, clock or network:
// queued → sending → (saved: gone) | refused | conflict. One command in flight per place; the queue survives reload.

import { sameValue } from "./same-value.js";

/**
 * @typedef {{do: string, lesson: string, student?: string, slot?: number, version: number, value: unknown, reason?: string,
 *   on?: string, id?: string | null, key?: string, made_at?: string}} Command
 * @typedef {{key: string | null, state: string, version: number, value: any, author?: string, at?: string, code?: string,
 *   message?: string, needs?: string, ask?: boolean, id?: any}} Result
 * @typedef {{key: string, url: string, place: string, course: string, command: Command, words: Words,
 *   state: "queued" | "sending" | "refused" | "conflict", made_at: string, sent?: boolean, held?: boolean, answer?: Result}} Item
 *   `held`: the journal first wants to know who is there; it waits for that in its turn
 *   `sent`: the journal may have carried it out under its key, whatever became of the answer
 * @typedef {{title: string, detail: string, value: string, href?: string, name?: string}} Words  how the list of what waits names it
 *   `name`: the student whom it is about, known to the page alone: the store of the device keeps no names ("" when it came from there)
 * @typedef {{write: (kept: Item[], gone: string[]) => Promise<unknown>, all: () => Promise<Item[]>}} Store
 *   `write` happens whole or not at all: a page may be closed at any moment
 * @typedef {{type: "changed"} | {type: "settled", item: Item, result: Result} | {type: "chosen", item: Item, choice: "mine" | "theirs"}} Event
 */

export const BATCH_LIMIT = 200;
/** Slots of columns that the journal has not numbered yet: the client's own, from here on. */
export const UNNUMBERED = 1000;
const ORPHANED = {
  entry: "Столбца для этой отметки в журнале нет. Выберите вид работы и поставьте её ещё раз.",
  work: "Столбец не убран. Если он ещё стоит в журнале, уберите его снова.",
};
const OVERTAKEN = "Пока ответ журнала шёл, здесь записали другое.";
const COLUMN_GONE = "Этот столбец в журнале уже убрали.";

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

/** As the device keeps it: whose mark it is and who answered is said by ids alone. @param {Item} item @returns {Item} */
export function nameless(item) {
  const { words, answer } = item;
  return {
    ...item,
    words: words.name === undefined ? words : { ...words, name: "" },
    ...(answer ? { answer: { ...answer, author: "" } } : {}),
  };
}

/** What it is about, in a line. @param {Words} words */
export const titled = ({ name, title }) => (name === undefined ? title : [name || "Студент", title].filter(Boolean).join(", "));

export class Outbox {
  /**
   * @param {{store: Store, newKey?: () => string, now?: () => string, nameOf?: (student: string) => string}} tools
   *   `nameOf`: how the page calls a student, "" when it does not know him
   */
  constructor({ store, newKey = () => crypto.randomUUID(), now = () => new Date().toISOString(), nameOf = () => "" }) {
    this.store = store;
    this.nameOf = nameOf;
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
    for (const item of old) if (item.state === "sending") Object.assign(item, { state: "queued", sent: true });
    for (const item of old) delete item.held; // perhaps its person has proved it since
    this.items = [...old, ...this.items];
    for (const item of old) {
      if (item.state === "conflict") this.#fold(item);
      if (this.#orphaned(item)) this.#refuseOrphan(item);
    }
    for (const item of old) this.#named(item);
    if (old.length) this.#tell({ type: "changed" });
  }

  /** What came from the device gets its student's name from the page; one of an earlier release is kept anew, without it. @param {Item} item */
  #named(item) {
    const { words, command: { student } } = item;
    if (!student) return;
    const earlier = words.name === undefined;
    item.words = { ...words, title: earlier ? "" : words.title, name: this.nameOf(student) };
    if (earlier) this.#keep(item);
  }

  /** @param {(event: Event) => void} listener @returns {() => void} stops listening */
  listen(listener) {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** A mark in a new column, or its removal, when the column is nowhere: neither in the queue nor in the journal. @param {Item} item */
  #orphaned({ state, command: { do: what, lesson, slot = 0, value } }) {
    const needs = what === "entry" || (what === "work" && value === null);
    if (!needs || state !== "queued" || Math.abs(slot) < UNNUMBERED) return false;
    return !this.items.some(({ state: now, command }) => now !== "refused" && command.do === "work" && command.value !== null && command.lesson === lesson && command.slot === Math.abs(slot));
  }

  /** @param {Item} item */
  #refuseOrphan(item) {
    const { do: what, version } = item.command;
    const message = ORPHANED[/** @type {keyof typeof ORPHANED} */ (what)];
    item.answer = { key: item.key, state: "refused", version, value: "", code: "no_work", message };
    this.#become(item, "refused");
    return item.answer;
  }

  /** @param {Event} event */
  #tell(event) {
    for (const listener of this.listeners) listener(event);
  }

  /**
   * Write something. A newer value takes the turn of an older one of its place that never left, and waits behind one that
   * did: the journal answers a key it knows with the value that it got first. In a conflict it becomes my side.
   * @param {Command} command
   * @param {{url: string, course?: string, words?: Words}} about
   * @returns {Item}
   */
  put(command, { url, course = "", words = { title: "", detail: "", value: "" } }) {
    const key = this.newKey();
    const place = placeOf({ ...command, key });
    this.items.filter((item) => item.place === place && item.state === "refused").forEach((item) => this.#forget(item));
    const older = this.items.filter((item) => item.place === place);
    const open = older.find((item) => item.state === "conflict" || (item.state === "queued" && !item.sent));
    const made_at = this.now();
    if (open && older.length === 1 && command.do === "work" && command.value === null && (command.slot ?? 0) >= UNNUMBERED) {
      return this.#withdraw(open);
    }
    if (open) {
      this.#replace(open, { ...command, made_at }, words);
      this.#tell({ type: "changed" });
      return open;
    }
    /** @type {Item} */
    const item = { key, url, place, course, command: { ...command, key, made_at }, words, state: "queued", made_at };
    this.items.push(item);
    this.#keep(item);
    if (this.#orphaned(item)) this.#tell({ type: "settled", item, result: this.#refuseOrphan(item) });
    this.#tell({ type: "changed" });
    return item;
  }

  /**
   * Another value for one that waits and never left, known by its key: a task that the journal has not numbered yet has no
   * other name. Says whether it could be done.
   * @param {string} key
   * @param {{value: unknown, words?: Words}} command
   */
  amend(key, { value, words }) {
    const item = this.items.find((each) => each.key === key && each.state === "queued" && !each.sent);
    if (!item) return false;
    this.#replace(item, { ...item.command, value, made_at: this.now() }, words ?? item.words);
    this.#tell({ type: "changed" });
    return true;
  }

  /** Another value under the same key, over the same version. @param {Item} item @param {Command} command @param {Words} words */
  #replace(item, command, words) {
    const { version } = item.command;
    Object.assign(item, { command: { ...command, version, key: item.key }, words, made_at: command.made_at ?? item.made_at });
    this.#keep(item);
  }

  /** What was written behind a value that came into conflict is my side of it. @param {Item} item */
  #fold(item) {
    for (const later of this.items.filter((each) => each.place === item.place && each.state === "queued")) {
      this.#replace(item, later.command, later.words);
      this.#forget(later);
    }
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

  /** What waits for a person's choice at a place. @param {string} place */
  disputed(place) {
    return this.items.find((item) => item.place === place && item.state === "conflict");
  }

  /**
   * The journal's side of a conflict has moved on; who moved it is not known here.
   * @param {string} place @param {unknown} value @param {number} version
   */
  refresh(place, value, version) {
    const item = this.disputed(place);
    if (!item) return;
    item.answer = { key: item.key, state: "conflict", version, value };
    this.#keep(item);
    this.#tell({ type: "changed" });
  }

  /**
   * The next batch to send, marked as being on its way; null when nothing may go now.
   * @param {number} [limit]
   */
  take(limit = BATCH_LIMIT) {
    if (this.items.some((item) => item.state === "sending")) return null;
    const first = this.items.find((item) => this.#ready(item));
    if (!first) return null;
    const batch = this.items.filter((item) => item.url === first.url && this.#ready(item)).slice(0, limit);
    for (const item of batch) {
      item.sent = true;
      this.#become(item, "sending");
    }
    this.#tell({ type: "changed" });
    return { url: first.url, items: batch };
  }

  /** Free to go: its column has a number, and nothing older of its place waits for an answer or a person's choice. @param {Item} item */
  #ready(item) {
    if (item.state !== "queued" || item.held) return false;
    const { do: what, slot = 0, value } = item.command;
    if (what === "entry" && Math.abs(slot) >= UNNUMBERED) return false;
    if (what === "work" && slot >= UNNUMBERED && value === null) return false;
    return this.items.find((other) => other.place === item.place && other.state !== "refused") === item;
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

  /** The person has proved who he is: what was held for it goes. */
  release() {
    const held = this.items.filter((item) => item.held);
    for (const item of held) {
      delete item.held;
      this.#keep(item);
    }
    if (held.length) this.#tell({ type: "changed" });
  }

  /** @param {Item} item @param {Result} answer */
  #settle(item, answer) {
    if (answer.needs === "proof") {
      Object.assign(item, { held: true, sent: false }); // nothing was carried out
      this.#become(item, "queued");
      return;
    }
    const overtaken = answer.state === "repeat" && !sameValue(item.command.value, answer.value);
    const column = item.command.do === "work" && (item.command.slot ?? 0) >= UNNUMBERED;
    const result = overtaken ? this.#overtaken(item, answer, column) : answer;
    if (result.state === "saved" || result.state === "repeat") {
      this.#forget(item);
      this.#number(item, result);
      for (const later of this.items) {
        if (later.place === item.place && later.state === "queued") this.#rebase(later, result.version);
      }
    } else {
      item.answer = result;
      this.#become(item, result.state === "conflict" ? "conflict" : "refused");
      if (result.state === "conflict") this.#fold(item);
      else this.#refuseDependents(item, result);
    }
    this.#tell({ type: "settled", item, result });
    if (overtaken && column && result.state === "repeat") this.#disputeColumn(item, result);
  }

  /**
   * The key was carried out, and something else stands there now: a person chooses. A new column is numbered all the same.
   * @param {Item} item @param {Result} answer @param {boolean} column
   * @returns {Result}
   */
  #overtaken(item, answer, column) {
    if (column) return answer.value ? answer : { ...answer, state: "refused", code: "no_work", message: COLUMN_GONE };
    if (item.command.do === "personal_homework" && answer.value && !item.command.id) {
      item.command.id = answer.id; // mine is written over the task that there is, not beside it
      item.place = placeOf(item.command);
    }
    return { ...answer, state: "conflict", code: "stale", message: OVERTAKEN };
  }

  /** The column that I made is another kind now. @param {Item} made @param {Result} answer */
  #disputeColumn(made, answer) {
    const key = this.newKey();
    const command = { ...made.command, key, slot: Number(answer.id) };
    /** @type {Result} */
    const result = { ...answer, key, state: "conflict", code: "stale", message: OVERTAKEN };
    /** @type {Item} */
    const item = { ...made, key, command, place: placeOf(command), state: "conflict", answer: result };
    this.items.push(item);
    this.#fold(item);
    this.#keep(item);
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
      if (other.do === "work") other.version = result.version; // what is written over the column that has just come into being
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
      if (other.do === "work" && other.value === null) {
        this.#forget(later); // there is nothing to take away
        continue;
      }
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
      this.put({ ...item.command, version: item.answer?.version ?? 0, reason: item.command.reason ?? "" }, item);
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
    const held = this.items.filter((item) => item.held).length;
    return { ...found, ...(held ? { held } : {}), waiting: found.queued + found.sending };
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
      if (item) kept.push(structuredClone(nameless(item)));
      else gone.push(key);
    }
    this.unkept.clear();
    this.store.write(kept, gone).catch(() => {
      this.lasting = false; // the queue goes on in memory, and the page says so
      this.#tell({ type: "changed" });
    });
  }
}
