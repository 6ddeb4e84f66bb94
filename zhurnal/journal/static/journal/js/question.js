// @ts-check
// A question at a cell: two buttons, Enter is the first, Esc is no. And the reason of a change, asked in the same place.

import { closeCard, cardActions, cardHead, showCard } from "./card.js";
import { button, element } from "./element.js";

/**
 * @param {Element} anchor
 * @param {{title: string, text?: string, yes: string, no?: string, day?: {label: string, min: string, max: string}}} words
 *   `day`: a date is asked along, today at first
 * @returns {Promise<boolean | string>} the day when one was asked for
 */
export function askYes(anchor, { title, text = "", yes, no = "Оставить как есть", day }) {
  return new Promise((resolve) => {
    /** @type {boolean | string} */
    let answer = false;
    const field = day ? dayField(day) : null;
    const choose = (/** @type {boolean} */ value) => () => {
      const input = field?.querySelector("input");
      if (value && input && !input.reportValidity()) return;
      answer = value && input ? input.value || day?.max || true : value;
      closeCard();
    };
    const first = button(yes, "main", choose(true));
    const parts = [cardHead(title, undefined, text), field, cardActions(first, button(no, "", choose(false)))];
    showCard(anchor, { className: "card--question", label: title, parts, focus: first, onClose: () => resolve(answer) });
  });
}

/** @param {{label: string, min: string, max: string}} day */
function dayField({ label: words, min, max }) {
  const input = element("input", "input input--row input--narrow");
  Object.assign(input, { type: "date", min, max, value: max, id: "day-of-question", required: true });
  const label = element("label", "field__label", words);
  label.htmlFor = input.id;
  const wrap = element("div", "field reason__body");
  wrap.append(label, input);
  return wrap;
}

const LIMIT = 500;
const SHORTEST = 3;
/** @type {string[]} */
let recent = [];
const ALWAYS = ["исправлена ошибка ввода", "работа защищена повторно", "работа сдана позже"];

/**
 * Why a value of an earlier day changes; "" when the person let it be. The last reasons are offered.
 * @param {Element} anchor
 * @param {string} what «4 вместо 3, Зимин Илья, 19 ноября»
 * @returns {Promise<string>}
 */
export function askReason(anchor, what) {
  return new Promise((resolve) => {
    let reason = "";
    const field = element("input", "input input--row");
    field.id = "reason-of-change";
    field.maxLength = LIMIT;
    field.autocomplete = "off";
    const label = element("label", "field__label", "Причина исправления");
    label.htmlFor = field.id;
    const error = element("p", "field__error");
    error.id = "reason-of-change-error";
    const commit = () => {
      const text = field.value.trim();
      if (text.length < SHORTEST) {
        error.textContent = "Напишите причину: она останется в истории клетки.";
        field.setAttribute("aria-invalid", "true");
        field.setAttribute("aria-describedby", error.id);
        field.focus();
        return;
      }
      reason = text;
      recent = [text, ...recent.filter((each) => each !== text)].slice(0, 3);
      closeCard();
    };
    field.addEventListener("keydown", (event) => event.key === "Enter" && (event.preventDefault(), commit()));
    const chips = element("div", "reason__recent");
    for (const text of [...new Set([...recent, ...ALWAYS])].slice(0, 4)) {
      chips.append(button(text, "text", () => {
        field.value = text;
        commit();
      }));
    }
    const body = element("div", "reason__body");
    const wrap = element("div", "field");
    wrap.append(label, field, error);
    body.append(wrap, chips);
    const parts = [cardHead(what), body, cardActions(button("Исправить", "main", commit), button("Не исправлять", "", closeCard))];
    showCard(anchor, { className: "card--reason", label: `Причина исправления: ${what}`, parts, focus: field, onClose: () => resolve(reason) });
  });
}
