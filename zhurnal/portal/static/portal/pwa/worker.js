/* The service worker of somebody's own device: pages that were seen open without connection for a day, sealed; what is written
   waits in the outbox of the page as always. It is installed only where the person asked for it (person menu), and everything
   it kept goes when he signs out, when somebody else signs in, or after a day.

   A page that may be kept says whose it is in the header X-Keep. Its text is sealed with a key of this browser that no script can
   take out (AES-GCM); nothing personal stands in the store in the clear, neither titles nor addresses. */
"use strict";

const BASE = "zhurnal-pages";
const STATIC = "zhurnal-static";
const LASTS = 24 * 60 * 60 * 1000;
const MOST = 40;
const FALLBACK = "/offline/";
const SHUT = "shut";
const HASHED = /^\/static\/.*\.[0-9a-f]{12}\.[a-z0-9]+$/;
const KEPT_HEADERS = ["Content-Type", "Content-Security-Policy", "Referrer-Policy", "X-Content-Type-Options", "X-Frame-Options", "Cross-Origin-Opener-Policy"];

// What is promised when the wish is taken (the page for the time without connection) is there before the worker serves.
self.addEventListener("install", (event) => event.waitUntil(keepFallback(true).then(() => self.skipWaiting())));
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("message", (event) => {
  if (event.data === "forget") event.waitUntil(forget().then(() => answerTo(event, "forgotten")));
  if (event.data?.shut) event.waitUntil(shutStore(event.data.shut));
  if (event.data?.told) event.waitUntil(heard());
  if (event.data?.open) event.waitUntil(look(event.data.open).catch(() => undefined)); // no connection just now: it stays shut
  if (event.data === "list") event.waitUntil(listed().then((pages) => answerTo(event, pages)));
});
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== self.location.origin) return;
  if (address.pathname.startsWith("/static/")) event.respondWith(staticFile(request, address));
  else if (request.mode === "navigate") {
    event.respondWith(page(request, address));
    event.waitUntil(keepFallback(false));
  }
});

function answerTo(event, said) {
  event.ports[0]?.postMessage(said);
}

/** A file whose name bears its hash never changes; another is asked for and kept for the time without connection. */
async function staticFile(request, address) {
  const shelf = await caches.open(STATIC);
  const kept = await shelf.match(request);
  if (kept && HASHED.test(address.pathname)) return kept;
  try {
    const fresh = await fetch(request);
    if (fresh.ok) await shelf.put(request, fresh.clone());
    return fresh;
  } catch (error) {
    if (kept) return kept;
    throw error;
  }
}

/** From the network, and a sealed copy beside it; without connection the copy, or the page that lists what there is. */
async function page(request, address) {
  try {
    const fresh = await asked(request);
    if (address.pathname.startsWith("/sign-in/") && fresh.ok) await forget();
    return fresh;
  } catch (error) {
    const kept = await opened(address).catch(() => null);
    if (kept) return kept;
    const fallback = await (await caches.open(STATIC)).match(FALLBACK);
    if (fallback) return fallback;
    throw error;
  }
}

/** A page from the network. A store that was shut before it was asked for opens by it, if the server had heard and shows a page still. */
async function asked(request) {
  let shut = await shutBy().catch(() => undefined); // a store that cannot be read keeps nobody from the network
  if (shut && !shut.told) shut = await tellServer(shut);
  const fresh = await fetch(request);
  const person = fresh.headers.get("X-Keep");
  if (!fresh.ok || !person) return fresh;
  if (shut?.told) await shelves("readwrite", (_pages, keys) => done(keys.delete(SHUT))).catch(() => undefined);
  const kept = fresh.clone();
  await keep(new URL(typeof request === "string" ? request : request.url), kept, person).catch(() => undefined); // no room: the page itself is shown all the same
  return fresh;
}

/** The page for the time without connection, with what it needs; while it is not here, each visit tries again. `anew`: a new worker brings a new page. */
async function keepFallback(anew) {
  try {
    const shelf = await caches.open(STATIC);
    if (!anew && (await shelf.match(FALLBACK))) return;
    const answer = await fetch(FALLBACK, { credentials: "omit" });
    const files = new Set([...(await answer.clone().text()).matchAll(/(?:href|src)="(\/static\/[^"]+)"/g)].map(([, file]) => file));
    await shelf.addAll([...files]); // a file named twice would refuse them all
    await shelf.put(FALLBACK, answer);
  } catch {
    return; // no connection just now
  }
}

/* --- the sealed store --------------------------------------------------------------------------------------------- */

const done = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

function base() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(BASE, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore("pages", { keyPath: "name" });
      request.result.createObjectStore("keys");
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

async function shelves(mode, act) {
  const open = await base();
  try {
    const work = open.transaction(["pages", "keys"], mode);
    return await act(work.objectStore("pages"), work.objectStore("keys"));
  } finally {
    open.close();
  }
}

/** The key of this person on this browser: made once, never extractable. Another person's pages go with his key. */
async function keyOf(person) {
  const held = await shelves("readonly", (_pages, keys) => done(keys.get("own")));
  if (held?.person === person) return held.key;
  await forget();
  const key = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  await shelves("readwrite", (_pages, keys) => done(keys.put({ person, key }, "own")));
  return key;
}

const hex = (bytes) => [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");

async function nameOf(address) {
  return hex(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(address.pathname + address.search)));
}

async function keep(address, response, person) {
  const key = await keyOf(person);
  const headers = Object.fromEntries(KEPT_HEADERS.map((name) => [name, response.headers.get(name)]).filter(([, value]) => value));
  const text = await response.text();
  const title = /<title>([^<]*)<\/title>/.exec(text)?.[1] ?? "";
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const plain = new TextEncoder().encode(JSON.stringify({ address: address.pathname + address.search, title, headers, text }));
  const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, plain);
  const name = await nameOf(address);
  await shelves("readwrite", async (pages) => {
    await done(pages.put({ name, at: Date.now(), iv, sealed }));
    const all = (await done(pages.getAll())).sort((one, two) => two.at - one.at);
    for (const [place, old] of all.entries()) if (place >= MOST || old.at < Date.now() - LASTS) pages.delete(old.name);
  });
}

async function unsealed(row) {
  const held = await shelves("readonly", (_pages, keys) => done(keys.get("own")));
  if (!held || row.at < Date.now() - LASTS) return null;
  return JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt({ name: "AES-GCM", iv: row.iv }, held.key, row.sealed)));
}

const shutBy = () => shelves("readonly", (_pages, keys) => done(keys.get(SHUT)));

/** The screen was closed. What another tab has told already stays told. @param {{address: string, token: string}} by */
async function shutStore(by) {
  await shelves("readwrite", async (_pages, keys) => {
    const held = await done(keys.get(SHUT));
    if (!held) await done(keys.put({ ...by, told: false }, SHUT));
  });
}

async function heard() {
  await shelves("readwrite", async (_pages, keys) => {
    const held = await done(keys.get(SHUT));
    if (held) await done(keys.put({ ...held, told: true }, SHUT));
  });
}

/** The page that was closed without connection is gone: the worker tells in its stead, before it asks for anything. */
async function tellServer(shut) {
  const answer = await fetch(shut.address, { method: "POST", headers: { Accept: "application/json", "X-CSRFToken": shut.token } });
  if (!answer.ok && answer.status !== 401) return shut; // 401: it is closed there already, or nobody is signed in any more
  await heard();
  return { ...shut, told: true };
}

/** The password was given in a page: it is asked for again, and if the server shows it the store is open. */
async function look(address) {
  if (await shutBy()) await asked(address);
}

async function opened(address) {
  if (await shutBy()) return null;
  const name = await nameOf(address);
  const row = await shelves("readonly", (pages) => done(pages.get(name)));
  const kept = row && (await unsealed(row));
  if (!kept) return null;
  return new Response(kept.text.replace("<html ", `<html data-kept-at="${row.at}" `), { headers: kept.headers });
}

async function listed() {
  if (await shutBy()) return [];
  const rows = await shelves("readonly", (pages) => done(pages.getAll()));
  const found = [];
  for (const row of rows.sort((one, two) => two.at - one.at)) {
    const kept = await unsealed(row).catch(() => null);
    if (kept) found.push({ address: kept.address, title: kept.title, at: row.at });
  }
  return found;
}

async function forget() {
  await shelves("readwrite", async (pages, keys) => {
    await done(pages.clear());
    await done(keys.clear());
  });
}
