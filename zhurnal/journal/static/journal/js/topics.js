// @ts-check
// The right page: dates, hours, topics, homework. In the spread the row of the active lesson is lit on both sides.

import { byOrder } from "@ui/words.js";
import { shortDay, weekdayShort } from "./days.js";
import { element } from "./element.js";
import { editNote, topicOf } from "./note-editor.js";
import { textLock } from "./rights.js";
import { squares } from "./squares.js";

/** @typedef {import("./page.js").Lesson} Lesson */

const HEADS = [["date", "Дата"], ["hours", "Часы"], ["number", "№"], ["topic", "Тема, лабораторные и практические"], ["homework", "Задание"], ["record", "Запись"]];

/**
 * @param {{page: import("./page.js").Page, ledger: import("./ledger.js").Ledger, lessons: () => Lesson[], choose: (lesson: Lesson) => void,
 *   explain: (lock: import("./page.js").Lock, lesson: Lesson, anchor: Element) => void}} parts
 */
export function buildTopics({ page, ledger, lessons, choose, explain }) {
  const box = element("section", "topics");
  box.setAttribute("aria-label", "Правая страница: темы и задания");
  const table = element("table", "topics__table");
  const head = element("thead", "");
  const line = element("tr", "");
  for (const [name, words] of HEADS) {
    const cell = element("th", `topics__${name}`, words);
    cell.scope = "col";
    line.append(cell);
  }
  head.append(line);
  const body = element("tbody", "");
  table.append(head, body);
  const scroll = element("div", "topics__scroll");
  scroll.append(table);
  const foot = element("div", "topics__foot");
  box.append(scroll, foot);
  /** @type {Map<string, HTMLTableRowElement>} */
  const rows = new Map();
  let active = "";
  let editing = "";

  const textCell = (/** @type {Lesson} */ lesson, /** @type {"topic" | "homework"} */ kind) => {
    const cell = element("td", `topics__${kind}`);
    const { text, offered } = kind === "topic" ? topicOf(lesson) : { text: lesson.homework, offered: false };
    const lock = textLock(page, lesson, kind);
    const overdue = !text && lesson.squares[kind === "topic" ? 0 : 3] === 4;
    const made = element("button", "topics__text", text || (lock ? "–" : overdue ? (kind === "topic" ? "Нет темы · записать" : "Нет задания · записать") : "записать"));
    made.type = "button";
    made.classList.toggle("is-offered", offered || (!text && !overdue));
    made.classList.toggle("is-overdue", overdue && !lock);
    if (offered) made.title = "По плану. Нажмите, чтобы принять или изменить.";
    made.addEventListener("click", () => {
      choose(lesson);
      // Choosing draws the row anew: the editor goes into the cell that stands there now.
      const place = /** @type {HTMLElement} */ (rows.get(lesson.id)?.querySelector(`.topics__${kind}`) ?? cell);
      if (lock) return explain(lock, lesson, place);
      editing = lesson.id;
      editNote(place, { kind, lesson, ledger, done: () => {
        editing = "";
        drawRow(lesson);
        /** @type {HTMLElement | undefined} */ (rows.get(lesson.id)?.querySelector(`.topics__${kind} button`))?.focus();
      } });
      return undefined;
    });
    cell.append(made);
    return cell;
  };

  const drawRow = (/** @type {Lesson} */ lesson) => {
    if (editing === lesson.id) return;
    const row = rows.get(lesson.id) ?? element("tr", "topics__row");
    rows.set(lesson.id, row);
    row.className = "topics__row";
    row.classList.toggle("is-active", lesson.id === active);
    row.classList.toggle("is-future", lesson.date > page.today);
    row.classList.toggle("is-cancelled", Boolean(lesson.cancelled));
    if (lesson.id === active) row.setAttribute("aria-current", "true");
    else row.removeAttribute("aria-current");
    const date = element("td", "topics__date");
    date.append(element("b", "", shortDay(lesson.date)), ` ${weekdayShort(lesson.date)}`);
    const record = element("td", "topics__record");
    record.append(lesson.cancelled ? "отменено" : squares(lesson.squares));
    row.replaceChildren(
      date, element("td", "topics__hours", String(lesson.hours)), element("td", "topics__number", lesson.topic_no ? String(lesson.topic_no) : String(lesson.planned?.number ?? "–")),
      textCell(lesson, "topic"), textCell(lesson, "homework"), record,
    );
    row.onclick = (event) => !(/** @type {Element} */ (event.target).closest("button, textarea, input")) && choose(lesson);
  };

  const drawFoot = () => {
    const hours = (/** @type {Lesson[]} */ list) => list.filter((lesson) => !lesson.cancelled).reduce((sum, lesson) => sum + lesson.hours, 0);
    const given = hours(page.lessons.filter((lesson) => lesson.date <= page.today && lesson.topic));
    const due = hours(page.lessons.filter((lesson) => lesson.date <= page.today));
    const plan = page.data.course.hours ?? hours(page.lessons);
    const lag = due - given;
    const meter = element("meter", "topics__meter");
    meter.max = plan || 1;
    meter.value = given;
    meter.setAttribute("aria-label", "Записано часов");
    const written = element("span");
    written.append(element("b", "", `${given} из ${plan} ч`), byOrder(page.data.course.corrected));
    foot.replaceChildren(element("span", "", "Записано "), written, meter, element("span", "soft", lag > 0 ? `без темы ${lag} ч прошедших занятий` : "все прошедшие занятия с темой"));
  };

  const draw = () => {
    body.replaceChildren();
    for (const lesson of lessons()) {
      drawRow(lesson);
      body.append(/** @type {HTMLElement} */ (rows.get(lesson.id)));
    }
    drawFoot();
    showActive();
  };
  const showActive = () => rows.get(active)?.scrollIntoView({ block: "nearest" });

  return {
    element: box,
    draw,
    /** @param {Iterable<string>} ids */
    repaint(ids) {
      for (const id of ids) {
        const lesson = page.lesson(id);
        if (lesson && rows.get(id)?.isConnected) drawRow(lesson);
      }
      drawFoot();
    },
    /** @param {string} id */
    light(id) {
      if (id === active) return;
      const [before, after] = [page.lesson(active), page.lesson(id)];
      active = id;
      for (const lesson of [before, after]) if (lesson && rows.get(lesson.id)?.isConnected) drawRow(lesson);
      showActive();
    },
    focus: () => /** @type {HTMLElement | null} */ (body.querySelector(".is-active .topics__topic button") ?? body.querySelector(".topics__topic button"))?.focus(),
  };
}
