// @ts-check
// What others write meanwhile appears without movement: the page asks what changed since its last number.

import { isAbsence } from "../entry.js";
import { get } from "../transport.js";
import { placeOf } from "../outbox.js";

/** @typedef {import("./desk.js").Desk} Desk */

const STEP = 5000;
const LONGEST = 60_000;

/** @param {string} value */
const plain = (value) => (isAbsence(value) ? "н" : value);

/**
 * Lay the changes of others into the sheet; what waits on this device stays as it is. Returns the students touched.
 * @param {Desk} desk @param {{lessons: any[], cells: any[]}} news
 * @returns {string[]}
 */
export function layNews(desk, { lessons, cells }) {
  const { sheet, outbox, lesson } = desk;
  const fresh = lessons.find((one) => one.id === lesson.id);
  if (!fresh) return [];
  if (!desk.waits("topic")) Object.assign(lesson, { topic: fresh.topic, topic_no: fresh.topic_no, topic_version: fresh.topic_version });
  if (!desk.waits("homework")) Object.assign(lesson, { homework: fresh.homework, homework_due: fresh.homework_due, homework_version: fresh.homework_version });
  if (!desk.waits("roll_call")) Object.assign(lesson, { roll: fresh.roll, roll_version: fresh.roll_version });
  Object.assign(lesson, { lock: fresh.lock, open_until: fresh.open_until, open_places: fresh.open_places });
  const own = outbox.items.filter((item) => item.command.do === "work" && item.command.lesson === lesson.id);
  if (!own.length) {
    const standing = new Map(sheet.works.map((work) => [work.slot, work]));
    lesson.works = fresh.works.map((/** @type {any} */ work) => {
      const mine = standing.get(work.slot);
      return mine && (mine.version ?? 0) > work.version ? mine : work;
    });
  }
  /** @type {string[]} */
  const touched = [];
  for (const [student, of, slot, value, version, flags] of cells) {
    if (of !== lesson.id || outbox.at(placeOf({ do: "entry", lesson: of, student, slot, version: 0, value: null }))) continue;
    const standing = sheet.cell(student, slot);
    sheet.put(student, slot, { value, version, flags });
    // What this page wrote itself comes back with the cause of absence: that is no news.
    if (standing.version < version || plain(standing.value) !== plain(value)) touched.push(student);
  }
  return touched;
}

/** @param {Desk} desk @param {(students: string[]) => void} changed */
export function follow(desk, changed) {
  const { urls } = desk.sheet.data;
  if (!urls.live) return;
  let { seq } = desk.sheet.data;
  let tag = "";
  let pause = STEP;
  const look = async () => {
    if (document.visibilityState === "visible" && !desk.outbox.counts().sending) {
      const answer = await get(`${urls.live}?after=${seq}`, { tag });
      pause = answer.kind === "none" ? Math.min(pause * 2, LONGEST) : STEP;
      if (answer.kind === "ok" && !desk.outbox.counts().sending) {
        const columns = JSON.stringify(desk.lesson.works);
        ({ tag } = answer);
        ({ seq } = answer.data);
        const touched = layNews(desk, answer.data);
        if (answer.data.lessons.length) desk.tell(columns === JSON.stringify(desk.lesson.works) ? "parts" : "columns");
        if (touched.length) changed(touched);
      }
    }
    setTimeout(look, pause);
  };
  setTimeout(look, STEP);
}
