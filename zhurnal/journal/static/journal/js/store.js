// @ts-check
// Where the outbox lives between pages: IndexedDB, apart for each signed-in person; memory where there is none.

/** @typedef {import("./outbox.js").Item} Item */
/** @typedef {import("./outbox.js").Store} Store */

const BASE = "zhurnal";
const SHELF = "outbox";

/** @returns {Store} */
export function memoryStore() {
  /** @type {Map<string, Item>} */
  const items = new Map();
  return {
    write: async (kept, gone) => {
      for (const item of kept) items.set(item.key, item);
      for (const key of gone) items.delete(key);
    },
    all: async () => structuredClone([...items.values()]),
  };
}

/** @returns {Promise<IDBDatabase>} */
function openBase() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(BASE, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore(SHELF, { keyPath: "key" }).createIndex("person", "person");
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
    request.onblocked = () => reject(new Error("blocked"));
  });
}

/**
 * @template T
 * @param {IDBRequest<T>} request
 * @returns {Promise<T>}
 */
const done = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

/** @param {IDBTransaction} transaction @returns {Promise<void>} */
const finished = (transaction) => new Promise((resolve, reject) => {
  transaction.oncomplete = () => resolve();
  transaction.onabort = () => reject(transaction.error ?? new Error("aborted"));
});

/** One shelf a person, however the page spells the id. @param {string} person */
export const ownerOf = (person) => person.replaceAll("-", "").toLowerCase();

/**
 * The person's own shelf. Without IndexedDB (some private windows) what is written lives as long as the page.
 * @param {string} person
 * @returns {Promise<Store & {lasting: boolean}>}
 */
export async function openStore(person) {
  const owner = ownerOf(person);
  /** @type {IDBDatabase} */
  let base;
  try {
    base = await openBase();
  } catch {
    return { ...memoryStore(), lasting: false };
  }
  return {
    lasting: true,
    write: (kept, gone) => {
      const transaction = base.transaction(SHELF, "readwrite");
      const shelf = transaction.objectStore(SHELF);
      for (const item of kept) shelf.put({ ...item, person: owner });
      for (const key of gone) shelf.delete(key);
      return finished(transaction);
    },
    all: async () => done(base.transaction(SHELF, "readonly").objectStore(SHELF).index("person").getAll(owner)),
  };
}
