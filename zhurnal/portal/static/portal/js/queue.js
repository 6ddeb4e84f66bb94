// @ts-check
// What an earlier page left unsent goes from whatever page is open, and signing out with it asks first.

import { openStore } from "@journal/store.js";

const person = document.querySelector('meta[name="person"]')?.getAttribute("content") ?? "";
const ownRecorder = document.querySelector("[data-lesson], #journal-grid"); // these pages send by themselves

async function sendWhatWaits() {
  const store = await openStore(person);
  if (!(await store.all()).length) return;
  const [{ startRecorder }, { startRecordState }] = await Promise.all([import("@journal/recorder.js"), import("@journal/record-state.js")]);
  startRecordState(startRecorder({ person }));
}

if (person && !ownRecorder) sendWhatWaits();
