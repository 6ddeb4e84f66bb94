// @ts-check
// What an earlier page left unsent goes from whatever page is open, and signing out with it asks first.

import { openStore } from "@journal/store.js";

const person = document.querySelector('meta[name="person"]')?.getAttribute("content") ?? "";
// A template, not a plain text: the import map resolves the name, the collecting of static files leaves it alone.
const ofJournal = (/** @type {string} */ name) => import(`@journal/${name}.js`);
const ownRecorder = document.querySelector("[data-lesson], #journal-grid"); // these pages send by themselves

async function sendWhatWaits() {
  const store = await openStore(person);
  if (!(await store.all()).length) return;
  const [{ startRecorder }, { startRecordState }] = await Promise.all(["recorder", "record-state"].map(ofJournal));
  startRecordState(startRecorder({ person }));
}

if (person && !ownRecorder) sendWhatWaits();
