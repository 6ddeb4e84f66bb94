// @ts-check
// Two values in one place: mine and the one in the journal, each with its author; a person chooses.

import { titled } from "../outbox.js";
import { sheetDialog } from "./dialogs.js";
import { el } from "./make.js";
import { valueWords } from "./spoken.js";

/** @param {any} value */
function words(value) {
  if (value && typeof value === "object") return value.text ?? value.title ?? "запись";
  if (typeof value === "boolean") return value ? "все присутствуют" : "не отмечено";
  return valueWords(value ?? "");
}

/** @param {string | undefined} iso */
const clock = (iso) => (iso ? new Date(iso).toLocaleTimeString("ru", { hour: "2-digit", minute: "2-digit" }) : "");

/** @param {import("./desk.js").Desk} desk @param {import("../outbox.js").Item} item */
export async function chooseValue(desk, item) {
  const { answer } = item;
  const [mine, theirs] = [words(item.command.value), words(answer?.value)];
  const side = (/** @type {string} */ title, /** @type {string} */ value, /** @type {string} */ who) =>
    el("div", { class: "lesson-sides__side" }, el("span", { class: "hint" }, title), el("b", { class: "lesson-sides__value" }, value), el("span", { class: "second" }, who));
  const chosen = await sheetDialog(`Расхождение: ${titled(item.words)}`, [
    el("div", { class: "lesson-sides" }, side("Ваше", mine, clock(item.made_at)), side("В журнале", theirs, [answer?.author, clock(answer?.at)].filter(Boolean).join(", "))),
    el("p", { class: "hint" }, "Оба значения останутся в истории."),
  ], [{ value: "mine", words: `Записать ${mine}`, className: "button button--main" }, { value: "theirs", words: `Оставить ${theirs}` }]);
  if (chosen !== "mine" && chosen !== "theirs") return;
  const { command } = item;
  desk.outbox.resolve(item.key, chosen);
  desk.tell("parts");
  desk.tell("cells", command.student ? [command.student] : []);
}
