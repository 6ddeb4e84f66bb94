// @ts-check
// Days in Russian words. Pure; a day is an ISO text.

const MONTHS = ["января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября", "декабря"];
const MONTH_NAMES = ["январь", "февраль", "март", "апрель", "май", "июнь", "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь"];
const WEEKDAYS = ["пн", "вт", "ср", "чт", "пт", "сб", "вс"];

/** @param {string} iso @returns {[number, number, number]} */
const parts = (iso) => /** @type {[number, number, number]} */ (iso.slice(0, 10).split("-").map(Number));

/** «24 ноября». @param {string} iso */
export function dayMonth(iso) {
  const [, month, day] = parts(iso);
  return `${day}\u00a0${MONTHS[month - 1]}`;
}

/** «24.11»; with the year when it is another than that of `today`. @param {string} iso @param {string} [today] */
export function shortDay(iso, today = iso) {
  const [year, month, day] = parts(iso);
  const text = `${day}.${String(month).padStart(2, "0")}`;
  return year === parts(today)[0] ? text : `${text}.${year}`;
}

/** «вт». @param {string} iso */
export function weekdayShort(iso) {
  return WEEKDAYS[(new Date(`${iso}T12:00:00Z`).getUTCDay() + 6) % 7];
}

/** 24. @param {string} iso */
export const dayNumber = (iso) => parts(iso)[2];

/** «2026-11», by which lessons are gathered. @param {string} iso */
export const monthKey = (iso) => iso.slice(0, 7);

/** «ноябрь». @param {string} key */
export const monthName = (key) => MONTH_NAMES[Number(key.slice(5, 7)) - 1];

/** «25.11, 18:00» of a moment written with its own offset: the college's clock, not the reader's. @param {string} iso */
export const dayTime = (iso) => `${shortDay(iso)}, ${iso.slice(11, 16)}`;
