// @ts-check
// What a permission opened of a closed lesson: everything, or named places. Pure; the journal decides in the end.

/** @typedef {import("./page.js").Lesson} Lesson */

const PARTS = /** @type {Record<string, string>} */ ({ topic: "тема", homework: "задание", roll_call: "явка" });

/** @param {string} student 32 digits or «*» @param {number | string} slot */
export const cellPlace = (student, slot) => `cell:${student}:${typeof slot === "number" ? Math.abs(slot) : slot}`;

/** @param {Lesson} lesson @param {string} place */
export function isOpened(lesson, place) {
  const opened = lesson.open_places ?? [];
  if (opened.includes(place)) return true;
  const [kind, student, slot] = place.split(":");
  return kind === "cell" && [cellPlace("*", slot), cellPlace(student, "*"), cellPlace("*", "*")].some((each) => opened.includes(each));
}

/** «тема; УО: Калугин Степан». @param {Lesson} lesson @param {Map<string, string>} students @param {(slot: number) => string} column */
export function openedWords(lesson, students, column) {
  /** @type {Map<string, string[]>} */
  const cells = new Map();
  const said = [];
  for (const place of lesson.open_places ?? []) {
    const [kind, ...rest] = place.split(":");
    if (kind !== "cell" && kind !== "work") { said.push(PARTS[kind] ?? kind); continue; }
    const slot = rest[rest.length - 1];
    const name = slot === "*" ? "все записи" : slot === "0" ? "посещаемость" : column(Number(slot)) || `столбец ${slot}`;
    const who = cells.get(name) ?? [];
    if (kind === "cell") who.push(rest[0] === "*" ? "все студенты" : students.get(rest[0]) ?? "студент");
    cells.set(name, who);
  }
  return [...said, ...[...cells].map(([name, who]) => (who.length ? `${name}: ${who.join(", ")}` : name))].join("; ");
}
