// @ts-check
// Steps back and forth. A step is a group of changes made by one action; undo is a new change, never an erasure.

/**
 * @template C
 * @typedef {{words: string, changes: C[]}} Step
 */

/** @template C */
export class Undo {
  /** @param {number} [limit] */
  constructor(limit = 50) {
    this.limit = limit;
    /** @type {Step<C>[]} */
    this.done = [];
    /** @type {Step<C>[]} */
    this.undone = [];
  }

  /**
   * Remember an action; what was undone before can no longer be redone.
   * @param {string} words
   * @param {C[]} changes
   */
  remember(words, changes) {
    if (!changes.length) return;
    this.done.push({ words, changes });
    if (this.done.length > this.limit) this.done.shift();
    this.undone = [];
  }

  /** The step to be taken back, or null. The caller writes it, then calls `back` with what it managed. */
  get last() {
    return this.done.at(-1) ?? null;
  }

  /** The step to be done again, or null. */
  get next() {
    return this.undone.at(-1) ?? null;
  }

  /** The last step was taken back. */
  back() {
    const step = this.done.pop();
    if (step) this.undone.push(step);
    return step ?? null;
  }

  /** The next step was done again. */
  forth() {
    const step = this.undone.pop();
    if (step) this.done.push(step);
    return step ?? null;
  }

  /** The last step cannot be taken back any more: forget it. */
  drop() {
    return this.done.pop() ?? null;
  }

  /** @returns {Step<C> | null} */
  dropNext() {
    return this.undone.pop() ?? null;
  }
}
