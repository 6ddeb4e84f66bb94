// @ts-check
// What a typed text means in a cell. The same cases bind Python: tests/cases/entry.json.

/** @typedef {{value: string, attendance: boolean}} Sign  `attendance`: whether it belongs to slot 0 */
/** @typedef {{code: string, message: string}} Refusal */

export const MARKS = ["5", "4", "3", "2"];
export const CREDITS = ["зач", "незач"];
export const ABSENCES = ["н", "ну", "нб", "нп", "нн"];
export const LATE_LIMIT = 90;

/** Latin letters that look like the Russian signs. @type {Record<string, string>} */
const LOOKALIKES = { h: "н", c: "с", o: "о", b: "в", a: "а", e: "е" };

/** @type {Record<string, string>} */
const WORDS = {
  "зач": "зач", "зач.": "зач", "зачет": "зач", "зачёт": "зач", "зачтено": "зач",
  "незач": "незач", "незач.": "незач", "незачет": "незач", "незачёт": "незач", "не зачтено": "незач", "незачтено": "незач",
  "осв": "осв", "осв.": "осв", "освобожден": "осв", "освобождён": "осв",
  "н": "н", "нб": "нб", "ну": "ну", "нп": "нп", "нн": "нн", "+": "+",
};

const NO_ONE = "В колледже нет отметки 1.";

/** @param {string} text */
const unknown = (text) => ({
  code: "unknown_sign",
  message: `Знака «${text}» в журнале нет. Можно 5, 4, 3, 2, зач., незач., н, о с минутами, осв.`,
});

/** @param {string} value */
export const isMark = (value) => MARKS.includes(value) || CREDITS.includes(value);

/** @param {string} value */
export const isAbsence = (value) => ABSENCES.includes(value);

/** Minutes of «оNN», or 0. @param {string} value */
export const lateMinutes = (value) => (/^о\d+$/.test(value) ? Number(value.slice(1)) : 0);

/** @param {Sign | Refusal} found @returns {found is Refusal} */
export const isRefusal = (found) => "code" in found;

/**
 * The sign for a typed text (any case, Latin look-alikes, spaces around); "" strikes the cell out.
 * @param {unknown} typed
 * @returns {Sign | Refusal}
 */
export function parse(typed) {
  if (typeof typed !== "string") return unknown(String(typed).slice(0, 20));
  let text = typed.trim().split(/\s+/).join(" ").toLowerCase();
  if (text === "") return { value: "", attendance: false };
  if (MARKS.includes(text)) return { value: text, attendance: false };
  if (text === "1") return { code: "no_one", message: NO_ONE };
  text = Array.from(text, (letter) => LOOKALIKES[letter] ?? letter).join("");
  if (Object.hasOwn(WORDS, text)) {
    const value = WORDS[text];
    return { value, attendance: !isMark(value) };
  }
  const late = /^о\s*([0-9]+)$/.exec(text);
  if (late) {
    const minutes = Number(late[1].slice(0, 6));
    if (minutes < 1 || minutes > LATE_LIMIT) {
      return { code: "bad_late", message: `Опоздание — от 1 до ${LATE_LIMIT} минут.` };
    }
    return { value: `о${minutes}`, attendance: true };
  }
  return unknown(typed.trim().slice(0, 20));
}

/**
 * Whether the sign may stand in that slot (0 attendance, n marks, −n отработка).
 * @param {Sign} sign
 * @param {number} slot
 * @returns {Refusal | null}
 */
export function placeRefusal(sign, slot) {
  if (sign.value === "" || sign.value === "осв") return null;
  if (slot === 0 && !sign.attendance) {
    return { code: "not_attendance", message: "В явку ставят н, о с минутами или осв., отметку — в вид работы." };
  }
  if (slot !== 0 && sign.attendance) {
    return { code: "not_mark", message: "В вид работы ставят отметку, «н» и опоздание — в явку." };
  }
  return null;
}

/**
 * «н» and a mark never share one lesson. `others`: the lesson's other cells of this student by slot.
 * @param {Sign} sign
 * @param {number} slot
 * @param {Record<number, string>} others
 * @returns {Refusal | null}
 */
export function togetherRefusal(sign, slot, others) {
  const absent = isAbsence(others[0] ?? "");
  const slots = Object.keys(others).map(Number).filter((number) => others[number]).sort((a, b) => a - b);
  if (slot === 0 && isAbsence(sign.value)) {
    const standing = slots.find((number) => number > 0);
    if (standing) {
      const message = `В этом занятии уже стоит ${others[standing]}. Убрать отметку и поставить н?`;
      return { code: "mark_stands", message };
    }
  }
  if (slot === 0 && !isAbsence(sign.value) && slots.some((number) => number < 0)) {
    return { code: "makeup_stands", message: "За это занятие записана отработка. Сначала уберите её." };
  }
  if (slot > 0 && sign.value && absent) {
    return { code: "absent", message: "Студента не было на занятии. Отметку можно записать как отработку." };
  }
  if (slot < 0 && sign.value && !absent) {
    return { code: "not_absent", message: "Отработка записывается тому, кого не было на занятии." };
  }
  return null;
}
