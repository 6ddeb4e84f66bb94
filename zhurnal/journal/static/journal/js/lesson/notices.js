// @ts-check
// Why nothing can be written now and what can be done about it; what waits on this device.

import { icon } from "@ui/icons.js";
import { plural } from "@ui/words.js";
import { askToOpen } from "../ask.js";
import { openedWords } from "../opened.js";
import { wantedPlaces } from "./wanted.js";
import { keptWords } from "../record-words.js";
import { sheetDialog } from "./dialogs.js";
import { button, el, fill } from "./make.js";

/** @typedef {import("./desk.js").Desk} Desk */

const LEAST = 10;
const ICONS = /** @type {Record<string, string>} */ ({ closed: "lock", future_lesson: "calendar", cancelled: "close", not_yours: "person", read_only: "eye" });

/** @param {HTMLElement} root @param {Desk} desk */
export function drawLock(root, desk) {
  const { lesson, data } = { lesson: desk.lesson, data: desk.sheet.data };
  const { lock } = lesson;
  root.hidden = !lock && !lesson.open_until;
  if (!lock || desk.partlyOpen) {
    const until = lesson.open_until ? new Date(lesson.open_until) : null;
    const names = new Map(desk.sheet.students.map((/** @type {any} */ student) => [student.id, student.name]));
    const what = desk.partlyOpen ? `Открыто: ${openedWords(lesson, names, (slot) => columnName(desk, slot))}, ` : "Занятие открыто ";
    const said = until ? `${what}до ${until.toLocaleString("ru", { day: "numeric", month: "long", hour: "2-digit", minute: "2-digit" })}. Каждое изменение отмечается в истории.` : "";
    fill(root, icon("unlock"), el("div", { class: "note__words" }, el("p", {}, said)));
    return;
  }
  const words = el("div", { class: "note__words" }, el("p", {}, lock.message));
  if (lock.code === "future_lesson" && desk.canPrepare) words.append(el("p", {}, "Тему и задание можно записать уже сейчас."));
  if (lock.ask && data.asked) words.append(el("p", {}, "Просьба открыть отправлена и ждёт решения."));
  else if (lock.ask && lesson.mine) words.append(el("div", { class: "note__actions" }, button("Попросить открыть", () => request(root, desk), { className: "button button--fix", "data-ask": true })));
  fill(root, icon(ICONS[lock.code] ?? "lock"), words);
}

/** @param {Desk} desk @param {number} slot */
function columnName(desk, slot) {
  const work = desk.sheet.works.find((/** @type {any} */ each) => each.slot === slot);
  return work ? desk.sheet.kind(work.kind).short : "";
}

/** @param {HTMLElement} root @param {Desk} desk */
async function request(root, desk) {
  const field = /** @type {HTMLTextAreaElement} */ (el("textarea", { class: "input", id: "ask-reason", rows: 3, maxlength: 500, "aria-describedby": "ask-error" }));
  const error = el("p", { class: "field__error", id: "ask-error", role: "alert" });
  const check = (/** @type {string} */ value) => {
    if (value !== "ask" || field.value.trim().length >= LEAST) return true;
    error.textContent = "Напишите чуть подробнее, от 10 знаков.";
    field.setAttribute("aria-invalid", "true");
    field.focus();
    return false;
  };
  const wanted = wantedPlaces(desk);
  const answer = await sheetDialog("Попросить открыть занятие", [
    el("p", {}, "Просьбу увидит заместитель директора. Всё, что вы запишете после разрешения, будет отмечено в истории."),
    el("div", { class: "field" }, el("label", { class: "field__label", for: "ask-reason" }, "Почему нужно открыть"), field, error),
    wanted.element,
  ], [{ value: "ask", words: "Отправить просьбу", className: "button button--main" }, { value: "", words: "Не отправлять" }], { check });
  if (answer !== "ask") return;
  const said = await askToOpen(desk.sheet.data.urls.ask, field.value.trim(), wanted.places());
  desk.sheet.data.asked = said.done;
  drawLock(root, desk);
  if (!said.done) root.querySelector(".note__words")?.append(el("p", { class: "is-bad", role: "alert" }, said.message));
}

/** The strip of a lost connection. @param {HTMLElement} root @param {import("../outbox.js").Outbox} outbox @param {import("../sender.js").Sender} sender @param {() => void} show */
export function drawOffline(root, outbox, sender, show) {
  const { waiting } = outbox.counts();
  root.hidden = !waiting || !["offline", "failing"].includes(sender.link);
  if (root.hidden) return;
  fill(root, icon("cloud-off", "warn"), el("p", { class: "note__words" },
    el("span", {}, `${keptWords(outbox.lasting, window.innerWidth < 1024 ? "телефоне" : "устройстве")} `, button(`Показать ${plural(waiting, ["запись", "записи", "записей"])}`, show, { className: "link lesson-offline__show" }))));
}
