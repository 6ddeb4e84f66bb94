// @ts-check
// What an earlier page left unsent goes from whatever page is open, and signing out with it asks first.

import { openStore } from "@journal/store.js";

const person = document.querySelector('meta[name="person"]')?.getAttribute("content") ?? "";
// A template, not a plain text: the import map resolves the name, the collecting of static files leaves it alone.
const ofJournal = (/** @type {string} */ name) => import(`@journal/${name}.js`);
const ownRecorder = document.querySelector("[data-lesson], #journal-grid"); // these pages send by themselves

/** The page of the proof tells what it is asked for; it goes from the page after it. @param {Element} place */
async function tellWhatIsHeld(place) {
  const held = (await (await openStore(person)).all()).filter((item) => item.held);
  if (!held.length) return;
  const { heldList } = await ofJournal("waiting-list");
  place.replaceChildren(heldList(held));
}

async function sendWhatWaits() {
  const told = document.querySelector("[data-record-state]"); // the teacher's day tells that nothing waits, too
  if (!told && !(await (await openStore(person)).all()).length) return;
  const [{ startRecorder }, { startRecordState }] = await Promise.all(["recorder", "record-state"].map(ofJournal));
  const recorder = startRecorder({ person });
  await recorder.ready; // nothing is called saved before the shelf was looked through
  startRecordState(recorder);
}

const proof = document.querySelector("[data-what-is-held]");
if (person && proof) tellWhatIsHeld(proof);
else if (person && !ownRecorder) sendWhatWaits();
