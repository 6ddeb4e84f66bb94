// @ts-check
// Russian words for numbers and days. Pure.

const MONTHS = ["января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября", "декабря"];
const WEEKDAYS_TO = ["понедельнику", "вторнику", "среде", "четвергу", "пятнице", "субботе", "воскресенью"];
const WEEKDAYS_SHORT = ["пн", "вт", "ср", "чт", "пт", "сб", "вс"];

/** «1 студент», «3 студента», «21 студент». @param {number} number @param {[string, string, string]} forms */
export function plural(number, forms) {
  return `${number}\u00a0${pluralWord(number, forms)}`;
}

/** @param {number} number @param {[string, string, string]} forms */
export function pluralWord(number, [one, few, many]) {
  const last = number % 10;
  const teens = number % 100 > 10 && number % 100 < 20;
  if (last === 1 && !teens) return one;
  return last >= 2 && last <= 4 && !teens ? few : many;
}

/** Monday is 0. @param {string} iso */
function weekday(iso) {
  return (new Date(`${iso}T12:00:00Z`).getUTCDay() + 6) % 7;
}

/** «26 ноября». @param {string} iso */
export function dayMonth(iso) {
  const [, month, day] = iso.split("-").map(Number);
  return `${day}\u00a0${MONTHS[month - 1]}`;
}

/** «26.11». @param {string} iso */
export function shortDay(iso) {
  const [, month, day] = iso.split("-");
  return `${Number(day)}.${month}`;
}

/** «к четвергу, 26 ноября». @param {string | null} iso */
export function dueWords(iso) {
  return iso ? `к ${WEEKDAYS_TO[weekday(iso)]}, ${dayMonth(iso)}` : "без срока";
}

/** «к 26 ноября, чт». @param {string | null} iso */
export function dueShort(iso) {
  return iso ? `к ${dayMonth(iso)}, ${WEEKDAYS_SHORT[weekday(iso)]}` : "без срока";
}

/** 150 → «вес 1,5». @param {number} hundredths */
export function weightWords(hundredths) {
  return `вес\u00a0${String(hundredths / 100).replace(".", ",")}`;
}

/** «УО», «ЛР 6»: the head of a column. @param {{title: string}} work @param {{short: string}} kind */
export function columnHead(work, kind) {
  const number = /№\s*(\d+)/.exec(work.title);
  return number ? `${kind.short}\u00a0${number[1]}` : kind.short;
}

/** «устный опрос», «ЛР № 6, защита»: a work in words. @param {{title: string}} work @param {{short: string, name: string}} kind */
export function workName(work, kind) {
  return work.title ? `${kind.short} ${work.title}` : kind.name;
}

/** @param {string} text */
export function sentence(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
