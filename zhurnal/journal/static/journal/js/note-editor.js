// @ts-check
// Topic and homework of a lesson, edited in place: Enter writes, Esc lets it be.

import { speak } from "@ui/speak.js";
import { button, element } from "./element.js";
import { dayMonth } from "./days.js";

/** @typedef {import("./page.js").Lesson} Lesson */

/** The first lesson after this one: for when homework is due. @param {import("./page.js").Page} page @param {Lesson} lesson */
export function nextLessonDay(page, lesson) {
  return page.lessons.find((each) => each.date > lesson.date && !each.cancelled)?.date ?? null;
}

/** The topic that stands, or the one of the programme that is offered. @param {Lesson} lesson */
export function topicOf(lesson) {
  if (lesson.topic) return { text: lesson.topic, offered: false };
  const offered = lesson.planned?.title ?? lesson.planned_topic ?? "";
  return { text: offered, offered: Boolean(offered) };
}

/** Accept the topic offered. @param {import("./ledger.js").Ledger} ledger @param {Lesson} lesson */
export function acceptTopic(ledger, lesson) {
  const { planned } = lesson;
  const text = planned?.title ?? lesson.planned_topic ?? "";
  if (!text) return;
  writeTopic(ledger, lesson, { text, programme_topic: planned?.id ?? null, number: planned?.number });
  speak(`Тема записана: ${text}`);
}

/**
 * The homework that the work programme has for the lesson's topic, or for the one offered; "" when there is none, or some is written.
 * @param {import("./page.js").Page} page @param {any} lesson
 */
export function plannedHomework(page, lesson) {
  const topic = lesson.topic ? lesson.programme_topic : lesson.planned?.id;
  return (!lesson.homework && page.data.plan?.[topic]) || "";
}

/** Accept the homework of the programme, due at the next lesson. @param {import("./ledger.js").Ledger} ledger @param {Lesson} lesson */
export function acceptHomework(ledger, lesson) {
  const text = plannedHomework(ledger.page, lesson);
  if (!text) return;
  writeOver(ledger, lesson, "homework", seenIn("homework", lesson), { text, due: nextLessonDay(ledger.page, lesson) });
  speak(`Задание записано: ${text}`);
}

/**
 * What stands in the lesson now, with its version.
 * @param {"topic" | "homework"} kind @param {any} lesson
 */
export function seenIn(kind, lesson) {
  return kind === "topic"
    ? { value: { text: lesson.topic, programme_topic: lesson.programme_topic ?? null, number: lesson.topic_no }, version: lesson.topic_version }
    : { value: { text: lesson.homework, due: lesson.homework_due }, version: lesson.homework_version };
}

/**
 * Write over what the person saw when he began. What somebody else wrote meanwhile is not lost: the journal puts the two values
 * before a person. Nothing is written when he changed nothing.
 * @param {import("./ledger.js").Ledger} ledger @param {any} lesson @param {"topic" | "homework"} kind
 * @param {{value: any, version: number}} seen @param {any} after
 */
export function writeOver(ledger, lesson, kind, seen, after) {
  const field = kind === "topic" ? "programme_topic" : "due";
  const same = (/** @type {any} */ one, /** @type {any} */ other) => one.text === other.text && one[field] === other[field];
  if (same(seen.value, after)) return;
  // My own text may have reached the journal while I wrote on: then the version is newer, and what I saw still stands.
  if (!same(seenIn(kind, lesson).value, seen.value)) lesson[`${kind}_version`] = seen.version;
  ledger.carryOut([{ kind, lesson: lesson.id, before: seen.value, after }], kind === "topic" ? "тема" : "задание");
}

/** @param {import("./ledger.js").Ledger} ledger @param {any} lesson @param {{text: string, programme_topic: string | null, number?: number}} after @param {{value: any, version: number}} [seen] */
function writeTopic(ledger, lesson, after, seen = seenIn("topic", lesson)) {
  writeOver(ledger, lesson, "topic", seen, { number: after.programme_topic ? undefined : 0, ...after });
}

/**
 * @param {HTMLElement} host emptied, then filled with the editor
 * @param {{kind: "topic" | "homework", lesson: Lesson, ledger: import("./ledger.js").Ledger, done: () => void}} about
 */
export function editNote(host, { kind, lesson, ledger, done }) {
  const topic = kind === "topic";
  const { page } = ledger;
  const seen = seenIn(kind, lesson);
  const field = element("textarea", "input note-editor__text");
  field.rows = 2;
  field.maxLength = topic ? 500 : 2000;
  field.value = topic ? lesson.topic || topicOf(lesson).text : lesson.homework;
  field.setAttribute("aria-label", `${topic ? "Тема" : "Задание"}, ${dayMonth(lesson.date)}`);
  const due = element("input", "input input--row note-editor__due");
  due.type = "date";
  due.min = lesson.date;
  due.value = (lesson.homework ? lesson.homework_due : nextLessonDay(page, lesson)) ?? "";
  due.setAttribute("aria-label", "К какому дню");
  let closed = false;
  const close = () => {
    if (closed) return;
    closed = true;
    done();
  };
  const commit = () => {
    if (closed) return;
    const text = field.value.trim().replace(/\s*\n\s*/g, topic ? " " : "\n");
    if (topic) {
      const same = lesson.planned && text === lesson.planned.title;
      writeTopic(ledger, lesson, { text, programme_topic: same ? (lesson.planned?.id ?? null) : text === seen.value.text ? (seen.value.programme_topic ?? null) : null, ...(same ? { number: lesson.planned?.number } : {}) }, seen);
    } else {
      writeOver(ledger, lesson, kind, seen, { text, due: text ? due.value || null : null });
    }
    close();
  };
  /** «Из плана»: what the programme has for the topic goes into the field, to be written or changed first. */
  const fromPlan = () => {
    const text = topic ? "" : plannedHomework(page, lesson);
    if (!text) return [];
    const add = button("Из плана", "text", () => {
      field.value = [field.value.trim(), text].filter(Boolean).join("\n");
      add.remove();
      field.focus();
    });
    add.title = text;
    return [add];
  };
  const form = element("div", "note-editor");
  const actions = element("div", "note-editor__actions");
  actions.append(...(topic ? [] : [due]), button("Записать", "row", commit), ...fromPlan(), button("Отмена", "text", close));
  form.append(field, actions);
  form.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.key === "Escape") {
      event.preventDefault();
      close();
    } else if (event.key === "Enter" && !event.shiftKey && !(/** @type {Element} */ (event.target).matches("button"))) {
      event.preventDefault();
      commit();
    } else if (event.code === "F6") commit();
  });
  form.addEventListener("focusout", (event) => {
    if (!form.contains(/** @type {Node | null} */ (event.relatedTarget)) && document.hasFocus() && form.isConnected) commit();
  });
  host.replaceChildren(form);
  field.focus();
  form.scrollIntoView({ block: "nearest" }); // the buttons too: under a full grid they would stand below the edge
  field.setSelectionRange(field.value.length, field.value.length);
}
