// @ts-check
// What the record state says. Pure.

import { plural, pluralWord } from "@ui/words.js";

/**
 * @typedef {{queued: number, sending: number, refused: number, conflict: number, waiting: number, held?: number}} Counts
 * @typedef {import("./sender.js").Link} Link
 * @typedef {{state: "saved" | "saving" | "waiting" | "conflict" | "failed", icon: string, text: string, short: string}} Said
 */

/** @type {[string, string, string]} */
const RECORDS = ["запись", "записи", "записей"];
/** @type {[string, string, string]} */
const CONFLICTS = ["расхождение", "расхождения", "расхождений"];

/** Under two values of one place: what a choice does to the other one. Mine was never in the journal, so it leaves no trace there. */
export const CHOICE_KEEPS = "Оставите своё — то, что в журнале, останется в истории. Примете то, что в журнале, — ваше записано не будет.";

/**
 * @param {Counts} counts
 * @param {Link} link
 * @param {string | null} savedAt «10:42» of the last save on this page
 * @returns {Said}
 */
export function recordWords(counts, link, savedAt) {
  const wait = `${plural(counts.waiting, RECORDS)} ${pluralWord(counts.waiting, ["ждёт", "ждут", "ждут"])}`;
  if (link === "signed-out") return { state: "failed", icon: "triangle", text: `Войдите снова · ${wait}`, short: "Войдите снова" };
  if (link === "stale-page") return { state: "failed", icon: "triangle", text: `Обновите страницу · ${wait}`, short: "Обновите страницу" };
  if (counts.conflict) {
    const text = plural(counts.conflict, CONFLICTS);
    return { state: "conflict", icon: "fork", text, short: text };
  }
  if (counts.refused) {
    const text = `Не записано: ${counts.refused}`;
    return { state: "failed", icon: "triangle", text, short: text };
  }
  if (counts.held && link === "ok") {
    const text = `Подтвердите: ${plural(counts.waiting, RECORDS)}`;
    return { state: "waiting", icon: "lock", text, short: "Подтвердите" };
  }
  if (link === "offline") {
    const text = counts.waiting ? `Нет связи · ${wait}` : "Нет связи";
    return { state: "waiting", icon: "cloud-off", text, short: counts.waiting ? wait : "Нет связи" };
  }
  if (link === "failing" && counts.waiting) return { state: "waiting", icon: "cloud-off", text: `Журнал не отвечает · ${wait}`, short: wait };
  if (counts.waiting) return { state: "saving", icon: "refresh", text: `Сохраняется: ${counts.waiting}`, short: `Сохраняется: ${counts.waiting}` };
  return { state: "saved", icon: "check", text: savedAt ? `Сохранено в ${savedAt}` : "Сохранено", short: "Сохранено" };
}

/** Where what waits is kept. @param {boolean} lasting whether it outlives the page @param {string} device «телефоне» */
export const keptWords = (lasting, device) => (lasting
  ? `Записи хранятся на этом ${device} и уйдут сами, когда появится связь.`
  : "Этот браузер не хранит записи: не закрывайте страницу. Они уйдут сами, когда появится связь.");
