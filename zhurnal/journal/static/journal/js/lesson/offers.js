// @ts-check
// Kinds of work that the page offers by itself: that of the topic, and the college's usual one. Pure.

import { UNNUMBERED } from "../outbox.js";

/** @typedef {import("./sheet.js").LessonSheet} LessonSheet */

/** «№ 6» of «Лабораторная работа № 6. Измерение…». @param {string} title */
export function numberIn(title) {
  return /№\s*\d+/.exec(title)?.[0].replace(/\s+/g, " ") ?? "";
}

/** The topic of the work programme that the lesson has, or the one offered to it. @param {LessonSheet} sheet */
export function topicOf(sheet) {
  const { topics, offer } = sheet.data;
  const recorded = topics.find((/** @type {any} */ topic) => topic.number === sheet.lesson.topic_no);
  return recorded ?? (sheet.lesson.topic ? null : offer.topic);
}

/**
 * Kinds worth a chip that the lesson has not yet.
 * @param {LessonSheet} sheet
 * @returns {{kind: string, title: string}[]}
 */
export function offeredKinds(sheet) {
  const topic = topicOf(sheet);
  const open = new Set(sheet.openKinds().map((kind) => kind.code));
  const wanted = sheet.data.settings.default_work;
  const usual = { kind: open.has(wanted) ? wanted : [...open][0] ?? "", title: "" };
  const ofTopic = topic && open.has(topic.kind) ? [{ kind: topic.kind, title: numberIn(topic.title) }] : [];
  const have = new Set(sheet.columns.map((work) => work.kind));
  return [usual, ...ofTopic].filter((offer, index, all) =>
    open.has(offer.kind) && !have.has(offer.kind) && all.findIndex((one) => one.kind === offer.kind) === index);
}

/** Fill in the columns that an empty lesson shows. @param {LessonSheet} sheet */
export function offerColumns(sheet) {
  if (sheet.works.length) return;
  sheet.offered = offeredKinds(sheet).map((offer) => ({ ...offer, slot: freshSlot(), weight: sheet.kind(offer.kind).weight }));
}

/** The last provisional number given on this page. */
let given = UNNUMBERED;

/**
 * A number for a new column that nobody has used, neither on this page before nor in another tab: whoever remembers a column by
 * its provisional number must never meet another column under it. It grows with time, so columns keep their order.
 */
export function freshSlot() {
  given = Math.max(given + 1, UNNUMBERED + Date.now() * 1000 + Math.floor(Math.random() * 1000));
  return given;
}
