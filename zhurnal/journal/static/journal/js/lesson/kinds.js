// @ts-check
// Kinds of work as chips, the sheet in which they are added and changed, and «Все присутствуют».

import { plural } from "@ui/words.js";
import { answerWith, sheetDialog } from "./dialogs.js";
import { button, el, fill } from "./make.js";
import { offeredKinds } from "./offers.js";
import { sentence, weightWords, workName } from "./words.js";

/** @typedef {import("./desk.js").Desk} Desk */

const HOURS = /** @type {[string, string, string]} */ (["час", "часа", "часов"]);

/** @param {HTMLElement} root @param {Desk} desk @param {(slot: number | null) => void} edit */
export function drawKinds(root, desk, edit) {
  const { sheet, canPrepare, lesson } = desk;
  root.hidden = !canPrepare && !sheet.works.length;
  const chips = sheet.columns.map((work) => {
    const name = sentence(workName(work, sheet.kind(work.kind)));
    return canPrepare && !sheet.isOffered(work) ? button(name, () => edit(work.slot), { className: "lesson-kind" }) : el("span", { class: "lesson-kind" }, name);
  });
  const offers = canPrepare ? offeredKinds(sheet).map((offer) =>
    button(sentence(workName(offer, sheet.kind(offer.kind))), () => desk.addWork(offer.kind, offer.title), { className: "lesson-kind lesson-kind--offer", icon: "plus" })) : [];
  fill(root,
    el("div", { class: "lesson-part__head" }, el("h2", { class: "lesson-part__label" }, "Виды работ"), el("span", { class: "lesson-part__label" }, plural(lesson.hours, HOURS))),
    el("div", { class: "lesson-kinds__chips" }, ...chips, ...offers,
      canPrepare && button("Вид", () => edit(null), { className: "lesson-kind lesson-kind--add", icon: "plus", "aria-label": "Добавить вид работы" })));
}

/** Adds a kind of work, or changes the one of a column. @param {Desk} desk @param {number | null} slot */
export async function editKind(desk, slot) {
  const { sheet } = desk;
  if (!desk.canPrepare) return;
  const work = slot === null ? undefined : sheet.works.find((one) => one.slot === slot);
  const seen = work && { ...work }; // another may change it while the sheet is open
  const title = /** @type {HTMLInputElement} */ (el("input", { class: "input", id: "work-title", maxlength: 120, autocomplete: "off" }));
  title.value = work?.title ?? "";
  const list = el("ul", { class: "lesson-choice" });
  for (const kind of sheet.openKinds(work?.kind)) {
    list.append(el("li", {}, el("button", { type: "button", class: "lesson-choice__item", "aria-pressed": work ? kind.code === work.kind : false, onclick: () => answerWith(list, `kind:${kind.code}`) },
      el("span", { class: "lesson-choice__number" }, kind.short), el("span", {}, sentence(kind.name), el("small", { class: "quiet" }, ` ${weightWords(kind.weight)}`)))));
  }
  const empty = work && !sheet.students.some(({ id }) => sheet.cell(id, work.slot).value || sheet.cell(id, -work.slot).value);
  const choices = work ? [{ value: `kind:${work.kind}`, words: "Записать", className: "button button--main" }] : [];
  if (empty) choices.push({ value: "remove", words: "Убрать вид работы", className: "button button--remove" });
  const field = el("div", { class: "field" }, el("label", { class: "field__label", for: "work-title" }, "Уточнение, если нужно: «№ 6, защита»"), title);
  const answer = await sheetDialog(work ? "Вид работы" : "Какой вид работы добавить", [list, field], choices);
  if (answer === "remove" && work) desk.changeWork(work.slot, null, seen);
  if (!answer.startsWith("kind:")) return;
  const value = { kind: answer.slice(5), title: title.value.trim() };
  if (!work) desk.addWork(value.kind, value.title);
  else if (value.kind !== seen?.kind || value.title !== seen?.title) desk.changeWork(work.slot, value, seen);
}

/** @param {HTMLElement} root @param {Desk} desk @param {() => void} all */
export function drawRoll(root, desk, all) {
  const { sheet, canWrite, lesson } = desk;
  root.hidden = !canWrite || lesson.roll || !sheet.students.length;
  if (root.hidden) return;
  const known = sheet.students.filter(({ id }) => sheet.presence(id) === "announced" || sheet.presence(id) === "absent");
  const said = known.slice(0, 3).map(({ id, name }) => `${name.split(" ")[0]}: ${sheet.cause(id)}`);
  if (known.length > 3) said.push(`и ещё ${known.length - 3}`);
  fill(root,
    button("Все присутствуют", all, { className: "button button--main button--big button--wide", icon: "check", "data-all": true }),
    known.length ? el("p", { class: "lesson-roll__note" }, `Уже отмечены как отсутствующие: ${said.join("; ")}. Их отметки не изменятся.`) : null);
}
