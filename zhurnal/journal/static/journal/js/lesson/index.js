// @ts-check
// The lesson's page: puts the parts together.

import { toast } from "@ui/toast.js";
import { speak } from "@ui/speak.js";
import { placeBy } from "../popover.js";
import { startRecorder } from "../recorder.js";
import { startRecordState } from "../record-state.js";
import { Undo } from "../undo.js";
import { chooseValue } from "./conflict.js";
import { Desk } from "./desk.js";
import { askReason } from "./dialogs.js";
import { drawFinish, drawSummary, finishLesson } from "./finish.js";
import { follow } from "./follow.js";
import { showHistory, tellsHistory } from "./history.js";
import { Homework, drawPersonal } from "./homework.js";
import { Keys } from "./keys.js";
import { el, keepFocus } from "./make.js";
import { drawKinds, drawRoll, editKind } from "./kinds.js";
import { List } from "./list.js";
import { presentWords } from "./missing.js";
import { drawLock, drawOffline } from "./notices.js";
import { offerColumns } from "./offers.js";
import { Pad } from "./pad.js";
import { Presses } from "./presses.js";
import { overlay, settle, settleTheirs } from "./settle.js";
import { LessonSheet } from "./sheet.js";
import { Topic } from "./topic.js";

const root = /** @type {HTMLElement} */ (document.querySelector("[data-lesson]"));
/** @param {string} name @returns {HTMLElement} */
const part = (name) => /** @type {HTMLElement} */ (document.querySelector(`[data-part="${name}"]`));
const wide = window.matchMedia("(min-width: 1024px)");

const sheet = new LessonSheet(JSON.parse(document.getElementById("lesson-data")?.textContent ?? ""));
const { outbox, sender, ready } = startRecorder({ person: sheet.data.person, nameOf: (id) => sheet.student(id)?.name ?? "" });
const desk = new Desk(sheet, outbox, new Undo());
if (desk.canPrepare) offerColumns(sheet);

const edit = (/** @type {number | null} */ slot) => editKind(desk, slot);
const presses = new Presses(desk, { makeupDay: () => pad.on });
const list = new List(part("list"), desk, { work: edit, stateOf, history: (student, slot) => showHistory(desk, student, slot) });
/** The past of the cell where the pad stands. */
const history = () => desk.active && showHistory(desk, desk.active.student, desk.active.slot);
const pad = new Pad(part("pad"), desk, {
  press: (value) => presses.press(value),
  absent: () => presses.attendance("н"),
  clear: () => presses.clear(),
  next: () => presses.next(),
  back: () => desk.stepBack(),
  history: tellsHistory(desk) ? history : undefined,
});
const topic = new Topic(part("topic"), desk);
const homework = new Homework(part("homework"), desk);
new Keys(list.table, desk, presses, { all: callRoll, work: () => edit(null), minutes: showMinutes, history });
if (!desk.canWrite && tellsHistory(desk) && sheet.students.length) {
  part("list").before(el("p", { class: "lesson-list__how hint" }, "Нажмите на клетку: покажется её история."));
}
const state = startRecordState({ outbox, sender }, { onChoose: (item) => chooseValue(desk, item), chooses: (item) => item.command.lesson === sheet.lesson.id, kinds: sheet.kinds, askUrl: sheet.data.urls.ask });

/** What of the record's state a cell shows. @param {string} student @param {number} slot */
function stateOf(student, slot) {
  const found = [slot, -slot].map((one) => outbox.at(`entry:${sheet.lesson.id}:${student}:${one}`)?.state);
  if (found.includes("conflict")) return "conflict";
  if (found.includes("refused")) return "refused";
  return found.some(Boolean) ? "unsent" : "";
}

/** «Все присутствуют», with the way back. */
function callRoll() {
  if (!desk.canWrite) return;
  if (sheet.lesson.roll) {
    toast("Явка уже отмечена.");
    return;
  }
  const count = desk.callRoll();
  desk.undo.remember("явка", [{ student: "", slot: null, before: "", after: "все" }]);
  toast(presentWords(count), { undo: () => desk.stepBack() });
  focusFirst();
}

/** The pad goes to the first student who is here and has no mark in the first kind of work. */
function focusFirst() {
  const slot = sheet.columns[0]?.slot ?? 0;
  const here = sheet.here();
  const next = here.find(({ id }) => slot === 0 || !sheet.cell(id, slot).value) ?? here[0];
  if (next) desk.select(next.id, slot);
}

/** Minutes of a delay as they are typed. @param {string} student @param {string | null} typed */
function showMinutes(student, typed) {
  const cell = list.cell(student, 0);
  if (typed === null) list.paint([student]);
  else if (cell) cell.textContent = `о${typed}…`;
  if (typed === "") speak("Опоздание: минуты");
}

/** @param {string} name of the tab, on a phone */
function showTab(name) {
  root.dataset.tab = name;
  for (const tab of root.querySelectorAll(".tabs__tab")) {
    if (tab.getAttribute("data-tab-of") === name) tab.setAttribute("aria-current", "true");
    else tab.removeAttribute("aria-current"); // «false» would look chosen too
  }
  if (name === "homework" && !wide.matches) desk.leave();
}

/** Goes to what is missing. @param {string} what */
function go(what) {
  showTab(what === "homework" ? "homework" : "list");
  if (what === "homework") part("homework").querySelector("textarea")?.focus();
  else if (what === "topic") part("topic").scrollIntoView({ block: "center" });
  else if (what === "attendance") part("roll").scrollIntoView({ block: "center" });
  else focusFirst();
}

/** Parts that stand elsewhere on a wide screen. */
function place() {
  if (wide.matches) {
    part("aside").prepend(part("summary"), part("topic"));
    document.querySelector(".top-bar__end")?.prepend(state.button);
  } else {
    part("kinds").before(part("topic"));
    part("foot").prepend(part("summary"));
    part("state").prepend(state.button);
  }
  topic.draw();
}

function drawParts() {
  topic.draw();
  homework.draw();
  keepFocus(part("kinds"), () => drawKinds(part("kinds"), desk, edit));
  keepFocus(part("roll"), () => drawRoll(part("roll"), desk, callRoll));
  keepFocus(part("personal"), () => drawPersonal(part("personal"), desk));
  keepFocus(part("lock"), () => drawLock(part("lock"), desk));
  keepFocus(part("finish"), () => drawFinish(part("finish"), desk, () => finishLesson(desk, go)));
  keepFocus(part("offline"), () => drawOffline(part("offline"), outbox, sender, () => state.button.click()));
  drawSummary(desk, [part("squares"), part("summary")]);
  const begun = Boolean(sheet.lesson.topic || sheet.lesson.roll || sheet.works.length || sheet.lesson.homework || !desk.canWrite);
  root.toggleAttribute("data-begun", begun || root.dataset.tab === "homework");
}

desk.addEventListener("parts", drawParts);
desk.addEventListener("columns", () => {
  const { active } = desk;
  if (active?.slot && !sheet.column(active.slot)) desk.active = { ...active, slot: sheet.columns[0]?.slot ?? 0 };
  list.draw();
  drawParts();
  pad.draw();
});
desk.addEventListener("cells", (event) => {
  list.paint(/** @type {CustomEvent} */ (event).detail);
  drawParts();
  pad.draw();
});
desk.addEventListener("active", (event) => {
  list.paint(/** @type {CustomEvent} */ (event).detail);
  pad.draw();
  list.show();
  const { active } = desk;
  const item = active && outbox.at(`entry:${sheet.lesson.id}:${active.student}:${active.slot}`);
  if (item?.state === "conflict") chooseValue(desk, item);
});

/** @type {Set<string>} students whose rows show that something waits */
let shownWaiting = new Set();
outbox.listen(async (event) => {
  const mine = outbox.items.filter((item) => item.command.lesson === sheet.lesson.id);
  const now = new Set(mine.map((item) => item.command.student ?? "").filter(Boolean));
  if (event.type === "settled" && event.item.command.lesson === sheet.lesson.id) await settled(event.item, event.result);
  if (event.type === "chosen" && event.choice === "theirs" && event.item.command.lesson === sheet.lesson.id) {
    const { what, students } = settleTheirs(sheet, event.item);
    desk.tell(what, students);
  }
  list.paint([...shownWaiting, ...now]);
  shownWaiting = now;
  drawOffline(part("offline"), outbox, sender, () => state.button.click());
});
sender.links.add(() => drawOffline(part("offline"), outbox, sender, () => state.button.click()));

/** @param {import("../outbox.js").Item} item @param {import("../outbox.js").Result} result */
async function settled(item, result) {
  const later = outbox.items.some((other) => other.place === item.place && other !== item);
  const before = JSON.stringify(sheet.works);
  const { what, students } = settle(sheet, item, result, later);
  const { active } = desk;
  if (active && item.command.do === "work" && active.slot === item.command.slot && result.id) desk.active = { ...active, slot: Number(result.id) };
  desk.tell(what === "columns" && before === JSON.stringify(sheet.works) ? "parts" : what, students);
  if (result.state !== "refused") return;
  if (result.needs !== "reason") {
    toast(result.message ?? "Запись не принята.", { bad: true });
    return;
  }
  const { student = "", slot = 0, value } = item.command;
  const reason = await askReason(result.message ?? "");
  if (reason) desk.write([{ student, slot, value: String(value), reason }]);
  else outbox.dismiss(item.key);
}

root.addEventListener("click", (event) => {
  const target = /** @type {Element} */ (event.target);
  const tab = target.closest("[data-tab-of]");
  if (tab) showTab(tab.getAttribute("data-tab-of") ?? "list");
  if (target.closest("[data-call-roll]")) callRoll();
  // A second press on the active cell brings the keys to the mouse.
  const cell = target.closest("td[data-slot]");
  if (cell && wide.matches && desk.canWrite) {
    const again = part("pad").dataset.at === `${desk.active?.student}:${desk.active?.slot}`;
    part("pad").toggleAttribute("data-pop", again);
    part("pad").dataset.at = again ? "" : `${desk.active?.student}:${desk.active?.slot}`;
    if (again) placeBy(part("pad"), cell.getBoundingClientRect());
  }
});
desk.addEventListener("active", () => part("pad").removeAttribute("data-pop"));
wide.addEventListener("change", place);
new ResizeObserver(([entry]) => {
  document.documentElement.style.setProperty("--lesson-head", `${entry.target.getBoundingClientRect().height}px`);
}).observe(part("head"));

/** A page that is put away may not come back: what stands in a field is written, before the recorder sends for the last time. */
function writeTyped() {
  topic.flush();
  homework.flush();
}
window.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && writeTyped(), { capture: true });
window.addEventListener("pagehide", writeTyped, { capture: true });

place();
showTab(window.location.hash === "#homework" ? "homework" : "list");
drawParts();
ready.then(() => {
  for (const item of outbox.items) if (item.command.lesson === sheet.lesson.id) overlay(sheet, item);
  if (outbox.items.length) desk.tell("columns");
  follow(desk, (students) => {
    list.paint(students);
    for (const student of students) {
      const row = list.row(student);
      row?.classList.add("is-new");
      setTimeout(() => row?.classList.remove("is-new"), 2000);
    }
  });
});
if (wide.matches && desk.canWrite && sheet.lesson.roll) focusFirst();
root.dataset.ready = "";
