// @ts-check
// What a field shows of the journal. While somebody types in it, others' changes pass it by: what he writes goes over the
// version that he saw, and two different texts are put before a person. Pure.

/** @typedef {{text: string, due?: string | null, version: number}} Standing */

export class Seen {
  /** @param {{read: () => Standing, waits: () => boolean}} tools what stands in the lesson now; whether a text of mine waits */
  constructor({ read, waits }) {
    this.read = read;
    this.waits = waits;
    this.mine = false;
    this.shown = read();
  }

  get version() {
    return this.shown.version;
  }

  /** The field was drawn: it shows what stands. */
  drawn() {
    this.shown = this.read();
    this.mine = false;
  }

  /** Something changed beside the field: the version goes along while the text is the one that it shows, or mine as the journal took it. */
  passed() {
    const stands = this.read();
    const taken = this.mine && !this.waits();
    if (!taken && !this.#same(stands)) return;
    this.shown = stands;
    if (taken) this.mine = false;
  }

  /** Whether this is another value than the one that was seen. @param {{text: string, due?: string | null}} value */
  differs(value) {
    return !this.#same(value);
  }

  /** @param {{text: string, due?: string | null}} value */
  wrote(value) {
    this.shown = { ...this.shown, ...value };
    this.mine = true;
  }

  /** @param {{text: string, due?: string | null}} value */
  #same({ text, due = null }) {
    return text === this.shown.text && due === (this.shown.due ?? null);
  }
}
