// @ts-check
// The three rows over the list: months, days, kinds of work.

import { icon } from "@ui/icons.js";
import { dayMonth, dayNumber, dayTime, shortDay, weekdayShort } from "./days.js";
import { element } from "./element.js";
import { closedThrough } from "./months.js";
import { statsOf } from "./stats.js";

/**
 * @typedef {import("./page.js").Page} Page
 * @typedef {import("./columns.js").Column} Column
 * @typedef {import("./columns.js").Month} Month
 */

/** Whether something of a past lesson of mine is missing. @param {import("./page.js").Lesson} lesson */
const isOverdue = (lesson) => lesson.mine && lesson.squares.includes(4);

/** A head cell over `span` columns. @param {string} className @param {number} span @param {number} at @param {string} [text] */
function headCell(className, span, at, text = "") {
  const cell = element("th", className, text);
  cell.setAttribute("role", "columnheader");
  cell.setAttribute("aria-colindex", String(at + 2));
  if (span > 1) {
    cell.colSpan = span;
    cell.setAttribute("aria-colspan", String(span));
  }
  cell.style.setProperty("--span", String(span));
  return cell;
}

/** @param {string} className @param {HTMLElement[]} cells */
function headRow(className, cells) {
  const row = element("tr", className);
  row.setAttribute("role", "row");
  row.append(...cells);
  return row;
}

/**
 * @param {Page} page
 * @param {Month[]} months
 * @param {Column[]} columns
 * @returns {HTMLTableSectionElement}
 */
export function buildHead(page, months, columns) {
  const head = element("thead", "grid__head");
  head.setAttribute("role", "rowgroup");
  head.append(
    headRow("grid__row grid__months", [corner(""), ...monthCells(months, columns), ...statCells(page, false)]),
    headRow("grid__row grid__days", [corner(""), ...dayCells(page, columns), ...statCells(page, false)]),
    headRow("grid__row grid__kinds", [corner("Студент"), ...columns.map((column, at) => kindCell(page, column, at, columns[at - 1])), ...statCells(page, true)]),
  );
  return head;
}

/** @param {string} text */
function corner(text) {
  const cell = element("th", "grid__name grid__corner", text);
  cell.setAttribute("role", "columnheader");
  cell.setAttribute("aria-colindex", "1");
  if (!text) cell.setAttribute("aria-hidden", "true");
  return cell;
}

/** @param {Page} page @param {boolean} named */
function statCells(page, named) {
  return statsOf(page).map(({ key, name, full }) => {
    const cell = element("th", `grid__stat grid__stat--${key}`, named ? name : "");
    cell.setAttribute("role", "columnheader");
    if (named) cell.title = full;
    else cell.setAttribute("aria-hidden", "true");
    return cell;
  });
}

/** @param {Month[]} months @param {Column[]} columns */
function monthCells(months, columns) {
  let told = false;
  return months.map((month) => {
    const first = columns.findIndex((column) => column.month === month.key);
    const span = columns.filter((column) => column.month === month.key).length;
    const folded = columns[first]?.type === "fold";
    const cell = headCell(`grid__month${folded ? " grid__month--folded" : ""}${first ? " is-month" : ""}`, span, first);
    const name = element("button", "grid__month-name", folded ? `${month.name.slice(0, 3)}.` : month.name);
    name.type = "button";
    name.tabIndex = -1;
    name.dataset.month = month.key;
    name.title = folded ? `Развернуть ${month.name}` : `Свернуть ${month.name}`;
    name.setAttribute("aria-label", folded ? `${name.textContent} ${month.name}: развернуть` : `${month.name}: свернуть`); // what is written is said, too
    name.setAttribute("aria-expanded", String(!folded));
    cell.append(name);
    const closed = told || folded || span <= 3 ? "" : closedThrough(months.flatMap((each) => each.lessons));
    if (closed) {
      told = true; // a month of three columns has no room for the word: the next that has it says it
      const note = element("span", "grid__closed");
      const words = `закрыто по ${shortDay(closed)}`;
      note.title = words;
      // Columns are 22 to 27 pixels wide: a date that is cut off would be another date.
      note.append(icon("lock"), element("span", "", span > 8 ? words : span > 5 ? `по ${shortDay(closed)}` : ""));
      cell.append(note);
    }
    const open = month.lessons.find((lesson) => lesson.open_until);
    if (open && !folded) cell.append(element("span", "grid__open", `открыто до ${dayTime(/** @type {string} */ (open.open_until))}`));
    return cell;
  });
}

/** @param {Page} page @param {Column[]} columns */
function dayCells(page, columns) {
  return columns.flatMap((column, at) => {
    if (column.type === "fold") {
      const cell = headCell(`grid__day grid__day--fold${at ? " is-month" : ""}`, 1, at, String(column.lessons.length));
      cell.title = `Занятий: ${column.lessons.length}`;
      return [cell];
    }
    if (!column.first) return [];
    return [dayCell(page, column, at, columns[at - 1])];
  });
}

/** @param {Page} page @param {import("./columns.js").WorkColumn} column @param {number} at @param {Column | undefined} before */
function dayCell(page, { lesson, span, month }, at, before) {
  const today = lesson.date === page.today;
  const cell = headCell("grid__day", span, at);
  cell.append(element("span", "", String(dayNumber(lesson.date))));
  if (isOverdue(lesson)) cell.append(element("span", "grid__overdue", "!"));
  cell.classList.toggle("is-today", today);
  cell.classList.toggle("is-future", lesson.date > page.today);
  cell.classList.toggle("is-cancelled", Boolean(lesson.cancelled));
  cell.classList.toggle("is-month", Boolean(before && before.month !== month));
  cell.dataset.col = String(at);
  const words = [
    dayMonth(lesson.date), weekdayShort(lesson.date), `${lesson.pair}-я пара`, today && "сегодня", lesson.cancelled && "отменено",
    isOverdue(lesson) && "не заполнено", lesson.lock?.code === "closed" && "закрыто", lesson.open_until && `открыто до ${dayTime(lesson.open_until)}`,
    !lesson.mine && `ведёт ${lesson.teacher}`,
  ].filter(Boolean).join(", ");
  cell.setAttribute("aria-label", words);
  cell.title = [words, lesson.topic].filter(Boolean).join("\n");
  return cell;
}

/** @param {Page} page @param {Column} column @param {number} at @param {Column | undefined} before */
function kindCell(page, column, at, before) {
  const starts = before && before.month !== column.month ? " is-month" : "";
  if (column.type === "fold") return headCell(`grid__kind grid__kind--fold${starts}`, 1, at, "ср. · ч");
  const kind = column.work && page.kinds.get(column.work.kind);
  const cell = headCell(`grid__kind${starts}`, 1, at, kind?.short ?? "");
  cell.dataset.col = String(at);
  cell.classList.toggle("is-today", column.lesson.date === page.today);
  cell.classList.toggle("is-inner", !column.first);
  if (kind) {
    const weight = String((column.work?.weight ?? 100) / 100).replace(".", ",");
    cell.title = `${kind.name}${column.work?.title ? ` «${column.work.title}»` : ""}, вес ${weight}`;
    cell.setAttribute("aria-label", cell.title);
  }
  return cell;
}
