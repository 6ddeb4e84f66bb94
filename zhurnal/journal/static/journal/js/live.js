// @ts-check
// What others changed: asked every 4 seconds while the page is seen, shown without movement.

import { UNNUMBERED } from "./outbox.js";
import { get } from "./transport.js";

const STEP = 4000;
const LONGEST = 60_000;

/**
 * Put what the journal told over the page; what still waits here stays mine. Pure.
 * @param {import("./page.js").Page} page
 * @param {any} data {seq, lessons, cells: [[student, lesson, slot, value, version, flags]]}
 * @param {(command: any) => boolean} waits whether something of that place is still on its way
 * @param {(command: any) => void} [refresh] hears what stands in the journal now where a person must choose
 * @returns {{rows: Set<number>, cells: {row: number, lesson: string, slot: number}[], columns: boolean, lessons: Set<string>, unknown: boolean}}
 */
export function takeChanges(page, data, waits, refresh = () => {}) {
  const told = { rows: new Set(), cells: /** @type {any[]} */ ([]), columns: false, lessons: new Set(), unknown: false };
  for (const fresh of data.lessons ?? []) {
    const lesson = page.lesson(fresh.id);
    if (!lesson) {
      told.unknown = true;
      continue;
    }
    told.columns = takeLesson(lesson, fresh, waits, refresh) || told.columns;
    told.lessons.add(lesson.id);
  }
  for (const [student, id, slot, value, version, flags] of data.cells ?? []) {
    const lesson = page.lesson(id);
    const row = lesson ? page.rowOf(student, lesson.date) : -1;
    if (row < 0) continue;
    const cell = page.cell(row, id, slot);
    if (cell.state === "conflict" && version > cell.version) {
      page.dispute(row, id, slot, value, version);
      refresh({ do: "entry", lesson: id, student, slot, version, value });
    }
    if (cell.state || waits({ do: "entry", lesson: id, student, slot }) || version < cell.version) continue;
    if (cell.value === value && cell.version === version && cell.flags === flags) continue;
    if (cell.value !== value) told.cells.push({ row, lesson: id, slot });
    page.hold(row, id, slot, value, version, flags);
    told.rows.add(row);
  }
  return told;
}

/** Whether the columns changed. @param {any} lesson @param {any} fresh @param {(command: any) => boolean} waits @param {(command: any) => void} refresh */
function takeLesson(lesson, fresh, waits, refresh) {
  const before = JSON.stringify([lesson.works, lesson.lock, lesson.open_until, lesson.open_places, lesson.cancelled, lesson.squares]);
  const { works, ...rest } = fresh;
  for (const [what, fields] of /** @type {[string, string[]][]} */ ([["topic", ["topic", "topic_no", "topic_version", "programme_topic"]], ["homework", ["homework", "homework_due", "homework_version"]], ["roll_call", ["roll", "roll_version"]]])) {
    const versioned = fields.find((field) => field.endsWith("_version")) ?? "";
    if (waits({ do: what, lesson: lesson.id }) || rest[versioned] < lesson[versioned]) for (const field of fields) delete rest[field];
  }
  if (!("planned" in rest) && rest.topic) lesson.planned = undefined;
  Object.assign(lesson, rest);
  lesson.works = takeWorks(lesson, works, waits, refresh);
  return before !== JSON.stringify([lesson.works, lesson.lock, lesson.open_until, lesson.open_places, lesson.cancelled, lesson.squares]);
}

/**
 * The columns as the journal has them; one that I change or take away stays as I left it until the journal has answered, and one
 * is never set back to an earlier version.
 * @param {any} lesson @param {any[]} works @param {(command: any) => boolean} waits @param {(command: any) => void} refresh
 */
function takeWorks(lesson, works, waits, refresh) {
  const standing = new Map(lesson.works.map((/** @type {any} */ work) => [work.slot, work]));
  const taken = works.flatMap((work) => {
    const { slot, version = 0, ...value } = work;
    const own = standing.get(slot);
    if (!waits({ do: "work", lesson: lesson.id, slot })) return [own && (own.version ?? 0) > version ? own : work];
    if (own && version > (own.version ?? 0)) refresh({ do: "work", lesson: lesson.id, slot, version, value });
    return own ? [own] : [];
  });
  return [...taken, ...lesson.works.filter((/** @type {any} */ work) => work.slot >= UNNUMBERED)];
}

/**
 * @param {{url: string, seq: number, take: (data: any) => void, lost?: (status: number) => void}} parts
 */
export function startLive({ url, seq, take, lost = () => {} }) {
  let after = seq;
  let tag = "";
  let pause = STEP;
  /** @type {any} */
  let timer = null;
  let asking = false;

  const round = async () => {
    clearTimeout(timer);
    if (document.visibilityState === "visible" && navigator.onLine !== false && !asking) {
      asking = true;
      const answer = await get(`${url}?after=${after}`, { tag });
      asking = false;
      if (answer.kind === "ok") {
        tag = answer.tag;
        if (answer.data.seq >= after) {
          after = answer.data.seq;
          take(answer.data);
        }
      }
      pause = answer.kind === "none" ? Math.min(pause * 2, LONGEST) : STEP;
      if (answer.kind === "none" && answer.status) lost(answer.status);
    }
    timer = setTimeout(round, pause);
  };
  const soon = () => {
    pause = STEP;
    clearTimeout(timer);
    timer = setTimeout(round, 150);
  };
  timer = setTimeout(round, STEP);
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && soon());
  window.addEventListener("online", soon);
  return { soon };
}
