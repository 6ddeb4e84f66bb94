// @ts-check
// The journal's page: reads the data, joins the parts. Markup it needs: docs/developer/grid.md.

import { speak } from "@ui/speak.js";
import { goToAsked } from "./asked-cell.js";
import { Board } from "./board.js";
import { showConflict, showLock } from "./conflict-card.js";
import { workName } from "./cell-view.js";
import { monthKey } from "./days.js";
import { element } from "./element.js";
import { watchRoom } from "./frame.js";
import { keyLine } from "./keys-dialog.js";
import { startKeyboard } from "./keyboard.js";
import { Late } from "./late.js";
import { Ledger } from "./ledger.js";
import { startLive, takeChanges } from "./live.js";
import { columnIndex } from "./columns.js";
import { startNarrow } from "./narrow.js";
import { placeOf, titled } from "./outbox.js";
import { buildPager } from "./pager.js";
import { Page } from "./page.js";
import { Pen } from "./pen.js";
import { startPointer } from "./pointer.js";
import { startRangeBar } from "./range-bar.js";
import { startRecordState } from "./record-state.js";
import { startRecorder } from "./recorder.js";
import { cellPlace } from "./opened.js";
import { lessonLock } from "./rights.js";
import { startBeside } from "./stats.js";
import { Steps } from "./steps.js";
import { buildStrip } from "./strip.js";
import { buildTopics } from "./topics.js";
import { Undo } from "./undo.js";
import { buildWorkMenu } from "./work-menu.js";

/** A phone lying on its side: the whole grid, to be read. */
const SMALL = "(pointer: coarse) and (max-height: 499.98px), (max-width: 599.98px)";

/** @param {HTMLElement} root */
function start(root) {
  const data = JSON.parse(document.getElementById("journal-data")?.textContent ?? "{}");
  const page = new Page(data);
  const { urls } = data;
  const view = root.dataset.view ?? data.view ?? "marks";
  const recorder = startRecorder({
    person: root.dataset.person ?? data.person ?? "", nameOf: (id) => page.students.find((student) => student.id === id)?.name ?? "",
  });
  const { outbox, sender } = recorder;
  const ledger = new Ledger({ page, outbox, undo: new Undo(), url: urls.commands });
  page.small = matchMedia(SMALL).matches;
  if (view === "marks" && urls.beside && !page.small) page.beside = { head: "", rows: {} };
  const mayWrite = !page.small && (Boolean(data.rights.write) || page.lessons.some((lesson) => lesson.mine));

  const frame = element("div", "grid");
  const box = element("div", "grid__box");
  frame.append(box);
  const board = new Board(page, box, { only: view === "spread" ? openingMonth(page) : "" });

  const openConflict = () => {
    const { column, place, cell } = board;
    if (column?.type !== "work" || !cell) return false;
    const student = page.students[place.row];
    const item = [column.slot, 0, ...column.lesson.works.map((work) => -work.slot)] // «н» shows what was made up in any column
      .map((slot) => outbox.disputed(placeOf({ do: "entry", lesson: column.lesson.id, student: student.id, slot, version: 0, value: "" })))
      .find((each) => each);
    if (!item) return false;
    showConflict(cell, {
      item, student: student.name, date: column.lesson.date, work: workName(page, column),
      choose: (choice) => outbox.resolve(item.key, choice), onClose: () => board.focus(),
    });
    return true;
  };
  /** @param {import("./page.js").Lock} lock @param {import("./page.js").Lesson} [lesson] @param {Element} [anchor] */
  const explain = (lock, lesson, anchor) => {
    const at = anchor ?? board.cell;
    if (at) showLock(at, { lock, lesson, cell: anchor ? null : cellAt(), askUrl: urls.ask ?? "", onClose: () => (anchor ? undefined : board.focus()) });
  };
  /** The cell at which the person stands, to ask for it alone. */
  const cellAt = () => {
    const { column, place } = board;
    const student = page.students[place.row];
    if (column?.type !== "work" || !student) return null;
    return { place: cellPlace(student.id, column.slot), words: `${student.name}, ${column.slot ? workName(page, column) : "посещаемость"}` };
  };
  const explainLock = () => {
    const { lesson } = board;
    const lock = lesson ? lessonLock(page, lesson) : null;
    if (lock) explain(lock, lesson);
    else speak("Занятие открыто: писать можно");
  };

  const steps = new Steps({ board, ledger });
  const pen = new Pen({ board, ledger, explain, openConflict, steps });
  const late = new Late({ board, pen });
  const menu = buildWorkMenu({ board, page, pen, ledger, explain });
  const strip = buildStrip(board, ledger, explain);
  const goTo = (/** @type {import("./page.js").Lesson} */ lesson, focus = false) => {
    const col = columnIndex(board.columns, lesson.id);
    if (col >= 0) board.go({ row: board.place.row, col }, { focus });
  };
  const topics = view === "marks" ? null : buildTopics({
    page, ledger, explain, choose: goTo,
    lessons: () => page.lessons.filter((lesson) => view === "topics" || monthKey(lesson.date) === board.only),
  });

  root.classList.add(`journal--${view}`);
  const under = element("div", "journal__under");
  if (view === "marks") under.append(strip.element);
  if (view === "spread") under.append(buildPager(board, () => {
    topics?.draw();
    topics?.light(board.lesson?.id ?? "");
  }));
  if (view !== "topics" && mayWrite) under.append(keyLine());
  const pages = element("div", "journal__pages");
  if (view !== "topics") pages.append(frame);
  if (topics) pages.append(topics.element);
  root.replaceChildren(pages, under);

  const focusRight = () => (topics ?? strip).focus();
  const regions = (/** @type {number} */ step) => {
    const stops = [() => board.focus(), focusRight, () => /** @type {HTMLElement | null} */ (document.querySelector(".journal-head a, .journal-head button"))?.focus()];
    const active = document.activeElement;
    const at = box.contains(active) ? 0 : root.contains(active) ? 1 : active?.closest(".journal-head") ? 2 : 0;
    stops[(at + step + stops.length) % stops.length]();
  };
  document.addEventListener("keydown", (event) => {
    if (event.code !== "F6" || event.defaultPrevented) return;
    event.preventDefault();
    regions(event.shiftKey ? -1 : 1);
  });
  document.querySelector('.skip[href="#journal-grid"]')?.addEventListener("click", (event) => {
    event.preventDefault();
    if (view === "topics") topics?.focus();
    else board.focus();
  });
  startKeyboard({ board, pen, late, steps, menu, explainLock, regions, urls, mayWrite });
  startPointer({ board, urls, menu, openConflict });
  if (mayWrite) startRangeBar(board, (value) => (value === "н" ? pen.sign("н") : pen.mark(value)));

  if (view === "topics") board.measure({ width: 1e6, height: 1e6 });
  else watchRoom({ board, box, under: () => under.offsetHeight + 6 });
  board.moved.add(() => topics?.light(board.lesson?.id ?? ""));
  board.build();
  topics?.draw();
  topics?.light(board.lesson?.id ?? "");

  ledger.listeners.add(({ rows, columns, lessons, result, item }) => {
    if (columns) board.refresh();
    board.paint(rows);
    topics?.repaint(lessons);
    strip.draw();
    if (!result || !item) return;
    if (result.state === "refused") speak(`Не записано: ${titled(item.words)}, ${item.words.detail}. ${result.message ?? ""}`, "assertive");
    if (result.state === "conflict") speak(`Два разных значения: ${titled(item.words)}, ${item.words.detail}`, "assertive");
  });
  startRecordState(recorder, {
    askUrl: urls.ask,
    kinds: page.kinds,
    readOnly: !mayWrite,
    onChoose: (item) => {
      const lesson = page.lesson(item.command.lesson);
      const row = lesson ? page.rowOf(item.command.student ?? "", lesson.date) : -1;
      if (!lesson || row < 0) return;
      board.go({ row, col: Math.max(columnIndex(board.columns, lesson.id, Math.abs(item.command.slot ?? 0)), 0) });
      openConflict();
    },
  });
  recorder.ready.then(() => {
    if (!ledger.restore()) return;
    board.refresh();
    board.paint(page.students.keys());
    topics?.draw();
  });

  const beside = page.beside && startBeside({ page, url: urls.beside, told: () => board.table.paintBeside() });
  const live = startLive({
    url: urls.live,
    seq: data.seq,
    take: (told) => {
      const changed = takeChanges(page, told, (command) => ledger.waits(command), (command) => ledger.refresh(command));
      if (changed.columns) board.refresh();
      if (changed.rows.size || changed.lessons.size) board.paint(changed.rows);
      topics?.repaint(changed.lessons);
      strip.draw();
      if (changed.cells.length) beside?.soon();
      for (const { row, lesson, slot } of changed.cells) flash(board.table.at(row, Math.max(columnIndex(board.columns, lesson, Math.abs(slot)), 0)));
    },
  });
  sender.answers.add((answer) => {
    beside?.soon();
    for (const [id, fills] of Object.entries(answer.lessons ?? {})) {
      const lesson = page.lesson(id);
      if (!lesson || JSON.stringify(lesson.squares) === JSON.stringify(fills)) continue;
      lesson.squares = /** @type {number[]} */ (fills);
      board.refresh();
      topics?.repaint([id]);
    }
    if (answer.results?.some((/** @type {any} */ result) => Array.isArray(result.id))) live.soon();
  });
  startNarrow(root, page, urls);
  goToAsked(board, window.location.hash);
  performance.mark("grid-ready");
  root.dataset.ready = "yes";
}

/** @param {HTMLElement | undefined} cell */
function flash(cell) {
  if (!cell) return;
  cell.classList.add("is-fresh");
  setTimeout(() => cell.classList.remove("is-fresh"), 2000);
}

/** Today's month, else the last that has lessons before it. @param {Page} page */
function openingMonth(page) {
  const months = [...new Set(page.lessons.map((lesson) => monthKey(lesson.date)))];
  return months.filter((month) => month <= monthKey(page.today)).pop() ?? months[0] ?? "";
}

const root = document.getElementById("journal-grid");
if (root) start(root);
