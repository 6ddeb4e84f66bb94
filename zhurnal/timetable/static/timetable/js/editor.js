// @ts-check
// The board: keys and dragging. Taking a slot up shows at once where it may stand, and why not elsewhere.

import { ask, freshBoard } from "@timetable/asking.js";
import { step } from "@timetable/steps.js";
import { speak } from "@ui/speak.js";
import { toast } from "@ui/toast.js";

const board = /** @type {HTMLElement} */ (document.querySelector("[data-board]"));
/** @type {{url: string, id: string, group: string, places: Record<string, string[]>} | null} */
let taken = null;
let focused = { row: 0, column: 0 };

const rows = () => [...board.querySelectorAll("tbody tr")].map((row) => /** @type {HTMLElement[]} */ ([...row.querySelectorAll("[data-place]")]));
const cellOf = (/** @type {EventTarget | null} */ target) => /** @type {HTMLElement | null} */ (target instanceof Element ? target.closest("[data-place]") : null);
const slotIn = (/** @type {HTMLElement} */ cell) => /** @type {HTMLAnchorElement | null} */ (cell.querySelector("[data-slot]"));

function arrange() {
  const all = rows();
  for (const [row, cells] of all.entries()) for (const [column, cell] of cells.entries()) {
    cell.tabIndex = row === focused.row && column === focused.column ? 0 : -1;
    for (const link of cell.querySelectorAll("a")) link.tabIndex = -1;
  }
  return all;
}

function focus(/** @type {{row: number, column: number}} */ place) {
  focused = place;
  arrange()[place.row]?.[place.column]?.focus();
}

async function take(/** @type {HTMLAnchorElement} */ slot) {
  release();
  const url = slot.getAttribute("href") ?? "";
  taken = { url, id: slot.dataset.slot ?? "", group: cellOf(slot)?.dataset.group ?? "", places: {} };
  slot.classList.add("editor__slot--taken");
  const answer = await ask(`${url}places/`);
  if (!taken || taken.url !== url) return;
  if (!answer.places) return void toast(answer.message, { bad: true });
  taken.places = answer.places;
  for (const cell of rows().flat()) if (cell.dataset.group === taken.group) {
    const clashes = answer.places[cell.dataset.place ?? ""] ?? [];
    cell.classList.add(clashes.length ? "editor__cell--busy" : "editor__cell--free");
    cell.title = clashes.join(". ");
  }
  speak(`Взято: ${slot.textContent}. Выберите место и нажмите Enter.`);
}

function release() {
  taken = null;
  for (const cell of board.querySelectorAll("[data-place]")) {
    cell.classList.remove("editor__cell--busy", "editor__cell--free", "editor__cell--over");
    cell.removeAttribute("title");
  }
  board.querySelector(".editor__slot--taken")?.classList.remove("editor__slot--taken");
}

async function put(/** @type {HTMLElement} */ cell, anyway = false) {
  const moving = taken;
  if (!moving) return;
  if (cell.dataset.group !== moving.group) return void toast("Занятие переносят в столбце своей группы.", { bad: true });
  const [weekday, pair] = (cell.dataset.place ?? "").split("-"); // «3», of a second shift «3/2»
  release();
  const answer = await ask(`${moving.url}move/`, { weekday, pair, anyway });
  if (answer.state === "clash" && !anyway) {
    const again = () => { taken = moving; put(cell, true); };
    return void toast(`Не поставлено: ${answer.clashes.join(". ")}.`, { bad: true, undo: again, action: "Поставить всё равно" });
  }
  if (!answer.state) return void toast(answer.message, { bad: true });
  await refresh();
  toast("Перенесено.", { undo });
}

async function remove(/** @type {HTMLAnchorElement} */ slot) {
  const answer = await ask(`${slot.getAttribute("href")}remove/`, {});
  if (answer.state !== "saved") return void toast(answer.message, { bad: true });
  await refresh();
  toast("Убрано из сетки.", { undo });
}

async function undo() {
  const form = /** @type {HTMLFormElement} */ (document.querySelector("[data-undo]"));
  const term = /** @type {HTMLInputElement} */ (form.elements.namedItem("term")).value;
  const answer = await ask(form.action, { term });
  if (answer.state !== "saved") return void toast(answer.message, { bad: true });
  await refresh();
  toast("Последнее изменение отменено.");
}

async function refresh() {
  const fresh = await freshBoard();
  if (!fresh?.board) return location.reload();
  const { scrollTop, scrollLeft } = board;
  board.replaceChildren(...fresh.board.childNodes);
  if (fresh.note) document.querySelector(".page-head__note")?.replaceWith(fresh.note);
  board.scrollTo(scrollLeft, scrollTop);
  focus(focused);
}

function pressed(/** @type {KeyboardEvent} */ event) {
  const cell = cellOf(event.target);
  if (!cell || event.altKey) return;
  const slot = slotIn(cell), control = event.ctrlKey || event.metaKey;
  const all = rows(), next = control ? null : step(event.key, focused, { rows: all.length, columns: all[0]?.length ?? 1 });
  if (next) focus(next);
  else if (control && event.code === "KeyZ") undo();
  else if (event.code === "KeyX" && slot) take(slot);
  else if (event.key === "Enter" && taken) put(cell);
  else if (event.key === "Enter") /** @type {HTMLElement | null} */ (slot ?? cell.querySelector("a"))?.click();
  else if (event.key === "Delete" && slot) remove(slot);
  else if (event.key === "Escape" && taken) release();
  else return;
  event.preventDefault();
}

let touched = false; // the last pointer was a finger or a pen

/** Where nothing can be dragged, a tap takes and the next tap puts; a second tap on the same slot opens it. */
function tapped(/** @type {MouseEvent} */ event) {
  const cell = cellOf(event.target);
  if (!touched || !cell) return;
  const slot = event.target instanceof Element ? /** @type {HTMLAnchorElement | null} */ (event.target.closest("[data-slot]")) : null;
  if (slot && taken?.id === slot.dataset.slot) return;
  if (!taken && !slot) return;
  event.preventDefault();
  if (taken) return void put(cell);
  if (slot) take(slot);
  toast("Взято. Коснитесь нового места; чтобы открыть занятие, коснитесь его ещё раз.", { undo: release, action: "Положить обратно" });
}

board.addEventListener("pointerdown", (event) => { touched = event.pointerType !== "mouse"; }, true);
board.addEventListener("click", tapped);
board.addEventListener("keydown", pressed);
board.addEventListener("focusin", (event) => {
  const cell = cellOf(event.target);
  if (!cell) return;
  const all = rows(), row = all.findIndex((cells) => cells.includes(cell));
  focused = { row, column: all[row].indexOf(cell) };
});
board.addEventListener("dragstart", (event) => {
  const slot = event.target instanceof Element ? /** @type {HTMLAnchorElement | null} */ (event.target.closest("[data-slot]")) : null;
  if (slot) { event.dataTransfer?.setData("text/plain", slot.dataset.slot ?? ""); take(slot); }
});
board.addEventListener("dragover", (event) => {
  const cell = cellOf(event.target);
  if (!taken || cell?.dataset.group !== taken.group) return;
  event.preventDefault();
  board.querySelector(".editor__cell--over")?.classList.remove("editor__cell--over");
  cell.classList.add("editor__cell--over");
});
board.addEventListener("drop", (event) => {
  const cell = cellOf(event.target);
  if (cell && taken) { event.preventDefault(); put(cell); }
});
board.addEventListener("dragend", () => setTimeout(release));
document.querySelector("[data-undo]")?.addEventListener("submit", (event) => { event.preventDefault(); undo(); });
arrange();
