// @ts-check
// The summary of the record and «Закончить занятие»: says what is missing and does not hold anybody back.

import { icon } from "@ui/icons.js";
import { toast } from "@ui/toast.js";
import { sheetDialog, answerWith } from "./dialogs.js";
import { button, el, fill } from "./make.js";
import { missingParts, squaresOf, summary } from "./missing.js";
import { sentence } from "./words.js";

/** @typedef {import("./desk.js").Desk} Desk */

const NAMES = ["тема", "явка", "отметки", "задание"];
const STATES = ["нет", "частично", "записано", "не нужно", "просрочено"];

/** @param {number[]} fills */
export function squares(fills) {
  const said = fills.map((state, index) => `${NAMES[index]} ${STATES[state]}`).join(", ");
  return el("span", { class: "squares squares--14", role: "img", "aria-label": said }, ...fills.map((state) => el("span", { class: "square", "data-fill": state })));
}

/** @param {Desk} desk @param {Element[]} places */
export function drawSummary(desk, places) {
  const fills = squaresOf(desk.sheet);
  for (const place of places) {
    const words = place.hasAttribute("data-words");
    fill(place, squares(fills), words && el("span", {}, summary(desk.sheet)));
  }
}

/** @param {Desk} desk @param {(part: string) => void} go */
export async function finishLesson(desk, go) {
  const missing = missingParts(desk.sheet);
  const leave = () => {
    if (navigator.onLine) window.location.assign(desk.sheet.data.urls.today);
    else toast("Связи нет. Записи целы и уйдут сами, страницу дня откройте, когда связь появится.", { bad: true });
  };
  if (!missing.length) return leave();
  const list = el("ul", { class: "lesson-choice" });
  for (const { part, text } of missing) {
    list.append(el("li", {}, el("button", { type: "button", class: "lesson-choice__item", onclick: () => answerWith(list, part) }, icon("pencil"), el("span", {}, sentence(text)))));
  }
  const answer = await sheetDialog("Занятие записано не полностью", [el("p", {}, "Недостающее можно записать сейчас или до конца дня."), list], [
    { value: "leave", words: "Закончить так", className: "button button--main" }, { value: "", words: "Вернуться к занятию" },
  ]);
  if (answer === "leave") leave();
  else if (answer) go(answer);
}

/** @param {HTMLElement} root @param {Desk} desk @param {() => void} act */
export function drawFinish(root, desk, act) {
  root.hidden = !desk.canWrite;
  fill(root, button("Закончить занятие", act, { className: "button button--main button--big button--wide", icon: "check" }));
}
