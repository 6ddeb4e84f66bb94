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
    put: async (item) => items.set(item.key, item),
    remove: async (key) => items.delete(key),
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

/**
 * The person's own shelf. Without IndexedDB (some private windows) what is written lives as long as the page.
 * @param {string} person
 * @returns {Promise<Store & {lasting: boolean}>}
 */
export async function openStore(person) {
  /** @type {IDBDatabase} */
  let base;
  try {
    base = await openBase();
  } catch {
    return { ...memoryStore(), lasting: false };
  }
  /** @param {IDBTransactionMode} mode */
  const shelf = (mode) => base.transaction(SHELF, mode).objectStore(SHELF);
  return {
    lasting: true,
    put: async (item) => done(shelf("readwrite").put({ ...item, person })),
    remove: async (key) => done(shelf("readwrite").delete(key)),
    all: async () => done(shelf("readonly").index("person").getAll(person)),
  };
}
