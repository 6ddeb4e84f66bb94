// @ts-check
/* One polite voice and one assertive for the whole page. */

/** @type {Map<string, number>} */
const timers = new Map();

/**
 * Says a sentence to those who listen: saving and undo politely, errors assertively.
 * @param {string} text
 * @param {"polite" | "assertive"} manner
 */
export function speak(text, manner = "polite") {
  const voice = document.querySelector(`[data-voice="${manner}"]`);
  if (!voice) return;
  clearTimeout(timers.get(manner));
  voice.textContent = "";
  timers.set(manner, setTimeout(() => { voice.textContent = text; }, 60));
}
