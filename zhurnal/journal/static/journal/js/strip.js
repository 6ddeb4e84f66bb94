// @ts-check
// Under the grid: the active cell and lesson in words, its topic and homework to be written.

import { dayMonth, shortDay, weekdayShort } from "./days.js";
import { button, element } from "./element.js";
import { acceptHomework, acceptTopic, editNote, plannedHomework, topicOf } from "./note-editor.js";
import { textLock } from "./rights.js";
import { squares } from "./squares.js";
import { filledOf } from "./totals.js";

/**
 * @param {import("./board.js").Board} board
 * @param {import("./ledger.js").Ledger} ledger
 * @param {(lock: import("./page.js").Lock, lesson: import("./page.js").Lesson, anchor: Element) => void} explain
 */
export function buildStrip(board, ledger, explain) {
  const { page } = board;
  const strip = element("section", "strip");
  strip.setAttribute("aria-label", "Активная клетка и её занятие");
  const parts = Object.fromEntries(["cell", "lesson", "topic", "homework", "filled"].map((name) => {
    const part = element("div", `strip__part strip__part--${name}`);
    part.append(element("div", "strip__label"), element("div", "strip__value"));
    strip.append(part);
    return [name, part];
  }));
  /** @type {{kind: string, lesson: string} | null} */
  let editing = null;
  let drawn = "";

  const label = (/** @type {string} */ name, /** @type {string} */ text) => { /** @type {HTMLElement} */ (parts[name].firstElementChild).textContent = text; };
  const value = (/** @type {string} */ name) => /** @type {HTMLElement} */ (parts[name].lastElementChild);

  const edit = (/** @type {"topic" | "homework"} */ kind) => {
    const { lesson } = board;
    if (!lesson) return;
    const lock = textLock(page, lesson, kind);
    if (lock) {
      explain(lock, lesson, parts[kind]);
      return;
    }
    editing = { kind, lesson: lesson.id };
    editNote(value(kind), { kind, lesson, ledger, done: () => {
      const held = value(kind).contains(document.activeElement);
      editing = null;
      drawn = "";
      draw();
      if (held) value(kind).querySelector("button")?.focus();
    } });
  };

  const textButton = (/** @type {"topic" | "homework"} */ kind, /** @type {string} */ text, /** @type {string} */ empty) => {
    const closed = board.lesson && textLock(page, board.lesson, kind);
    const made = element("button", `strip__text${text || closed ? "" : " strip__text--empty"}`, text || (closed ? "–" : empty));
    made.type = "button";
    made.title = text;
    made.addEventListener("click", () => edit(kind));
    return made;
  };

  const drawTopic = (/** @type {import("./page.js").Lesson} */ lesson) => {
    const { text, offered } = topicOf(lesson);
    label("topic", offered ? "Тема по плану" : lesson.topic_no ? `Тема № ${lesson.topic_no} по программе` : "Тема");
    const shown = textButton("topic", text, "записать тему");
    const accept = offered && !textLock(page, lesson, "topic");
    shown.classList.toggle("strip__text--offered", offered);
    value("topic").replaceChildren(...(accept ? [button("Принять", "row", () => {
      acceptTopic(ledger, lesson);
      value("topic").querySelector("button")?.focus();
    })] : []), shown);
  };

  const drawHomework = (/** @type {import("./page.js").Lesson} */ lesson) => {
    const offered = textLock(page, lesson, "homework") ? "" : plannedHomework(page, lesson);
    const due = lesson.homework_due === page.today ? "сегодня" : lesson.homework_due && shortDay(lesson.homework_due, page.today);
    label("homework", offered ? "Задание по плану" : due ? `Задание группе · к ${due}` : "Задание группе");
    const shown = textButton("homework", lesson.homework || offered, "записать задание");
    shown.classList.toggle("strip__text--offered", Boolean(offered));
    value("homework").replaceChildren(...(offered ? [button("Записать", "row", () => {
      acceptHomework(ledger, lesson);
      value("homework").querySelector("button")?.focus();
    })] : []), shown);
  };

  const draw = () => {
    const { lesson, column, place } = board;
    const told = JSON.stringify([place, lesson && [lesson.id, lesson.topic, lesson.topic_no, lesson.planned, lesson.homework, lesson.homework_due, plannedHomework(page, lesson), lesson.squares, lesson.lock?.code], column?.type === "work" && [column.slot, column.work?.kind]]);
    const filled = lesson && column?.type === "work" ? filledOf(page, lesson, column.slot) : null;
    const now = `${told}${filled?.marks}/${filled?.present}/${hint()}`;
    if (now === drawn) return;
    drawn = now;
    strip.classList.toggle("is-empty", !lesson);
    const student = page.students[place.row]?.name.split(" ")[0] ?? "";
    if (!lesson || column?.type !== "work") {
      label("cell", "Клетка");
      value("cell").textContent = `${student} · месяц свёрнут`;
      for (const name of ["lesson", "topic", "homework", "filled"]) {
        label(name, "");
        value(name).replaceChildren();
      }
      return;
    }
    const kind = column.work && page.kinds.get(column.work.kind);
    label("cell", "Клетка");
    value("cell").textContent = `${student} · ${kind ? `${kind.short}, вес ${String((column.work?.weight ?? 100) / 100).replace(".", ",")}` : "нет вида работы"}`;
    label("lesson", `${page.lessons.indexOf(lesson) + 1}-е занятие · ${dayMonth(lesson.date)}, ${weekdayShort(lesson.date)}`);
    value("lesson").textContent = `${lesson.pair}-я пара, ${lesson.time.split("–")[0]} · ${lesson.hours} ч${lesson.room ? ` · ${lesson.room}` : ""}`;
    label("filled", "Заполнено");
    if (editing?.lesson !== lesson.id) editing = null;
    if (editing?.kind !== "topic") drawTopic(lesson);
    if (editing?.kind !== "homework") drawHomework(lesson);
    const words = hint() || (column.slot ? `отметки: ${filled?.marks} из ${filled?.present}` : lesson.roll ? "явка отмечена" : "");
    value("filled").replaceChildren(squares(lesson.squares), element("span", hint() ? "strip__hint" : "", words));
  };

  /** «2» at once after an absence is allowed; the strip says so quietly. */
  const hint = () => {
    const { lesson, column, place } = board;
    if (!lesson || column?.type !== "work" || page.cell(place.row, lesson.id, column.slot).value !== "2") return "";
    const before = page.lessons.slice(0, page.lessons.indexOf(lesson)).filter((each) => !each.cancelled && page.listedOn(place.row, each.date)).pop();
    if (!before) return "2 на первом занятии";
    return page.isAbsent(place.row, before) ? `2 сразу после пропуска ${dayMonth(before.date)}` : "";
  };

  board.moved.add(draw);
  return { element: strip, draw, edit, focus: () => (value("topic").querySelector("button") ?? value("homework").querySelector("button"))?.focus() };
}
