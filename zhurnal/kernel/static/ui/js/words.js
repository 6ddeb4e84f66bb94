// @ts-check
/* Numbers and plurals in Russian words; the same as kernel/wording.py (tests/cases/words.json). */

const NBSP = "\u00a0";

/**
 * @param {number} number
 * @param {[string, string, string]} forms
 */
export function pluralWord(number, forms) {
  const tail = Math.abs(number) % 100;
  if (tail >= 11 && tail <= 14) return forms[2];
  if (tail % 10 === 1) return forms[0];
  return tail % 10 >= 2 && tail % 10 <= 4 ? forms[1] : forms[2];
}

/** «21 студент» @param {number} number @param {[string, string, string]} forms */
export function plural(number, forms) {
  return `${whole(number)}${NBSP}${pluralWord(number, forms)}`;
}

/** Thousands by a thin space, a real minus. @param {number} number */
export function whole(number) {
  const digits = String(Math.abs(number)).replace(/\B(?=(\d{3})+$)/g, "\u202f");
  return number < 0 ? `−${digits}` : digits;
}

/** «, поправка +4 ч»: how much of a plan's hours orders made; empty when none did. @param {number} corrected */
export function byOrder(corrected) {
  return corrected ? `, поправка ${corrected > 0 ? "+" : ""}${whole(corrected)}${NBSP}ч` : "";
}

/** 343 → «3,43» @param {number | null} number */
export function hundredths(number) {
  if (number === null) return "–";
  const [sign, size] = [number < 0 ? "−" : "", Math.abs(number)];
  return `${sign}${Math.floor(size / 100)},${String(size % 100).padStart(2, "0")}`;
}
