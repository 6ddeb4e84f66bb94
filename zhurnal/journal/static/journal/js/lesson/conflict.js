// @ts-check
// Two values in one place: mine and the one in the journal, each with its author; a person chooses.

import { titled } from "../outbox.js";
import { CHOICE_KEEPS } from "../record-words.js";
import { toldValue } from "../told-value.js";
import { sheetDialog } from "./dialogs.js";
import { el } from "./make.js";
import { valueWords } from "./spoken.js";

/** A sign is named on its button; a text would not find room there. @param {string} what @param {string} mine @param {string} theirs */
const choices = (what, mine, theirs) => [
  { value: "mine", words: what === "entry" ? `Оставить ${mine}` : "Оставить своё", className: "button button--main" },
  { value: "theirs", words: what === "entry" ? `Принять ${theirs}` : "Принять то, что в журнале" },
];

/** @param {string | undefined} iso */
const clock = (iso) => (iso ? new Date(iso).toLocaleTimeString("ru", { hour: "2-digit", minute: "2-digit" }) : "");

/** @param {import("./desk.js").Desk} desk @param {import("../outbox.js").Item} item */
export async function chooseValue(desk, item) {
  const { answer, command } = item;
  const words = (/** @type {any} */ value) => (command.do === "entry" ? valueWords(value ?? "") : toldValue(command.do, value, desk.sheet.kinds));
  const [mine, theirs] = [words(command.value), words(answer?.value)];
  const side = (/** @type {string} */ title, /** @type {string} */ value, /** @type {string} */ who) =>
    el("div", { class: "lesson-sides__side" }, el("span", { class: "hint" }, title), el("b", { class: "lesson-sides__value" }, value), el("span", { class: "second" }, who));
  const chosen = await sheetDialog(`Расхождение: ${titled(item.words)}`, [
    el("div", { class: "lesson-sides" }, side("Ваше", mine, clock(item.made_at)), side("В журнале", theirs, [answer?.author, clock(answer?.at)].filter(Boolean).join(", "))),
    el("p", { class: "hint" }, CHOICE_KEEPS),
  ], choices(command.do, mine, theirs));
  if (chosen !== "mine" && chosen !== "theirs") return;
  desk.outbox.resolve(item.key, chosen);
  desk.tell("parts");
  desk.tell("cells", command.student ? [command.student] : []);
}
