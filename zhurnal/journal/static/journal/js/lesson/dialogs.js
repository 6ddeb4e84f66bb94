// @ts-check
// Sheets of this page: each is made when it is asked for, and answers with a word.

import { ask } from "@ui/dialog.js";
import { button, el } from "./make.js";

/**
 * @typedef {{value: string, words: string, className?: string, icon?: string}} Choice
 */

/**
 * Shows a sheet; resolves to the value of the pressed button, "" when it was dismissed.
 * @param {string} title
 * @param {Node[]} body
 * @param {Choice[]} choices
 * @param {{wide?: boolean, check?: (value: string) => boolean}} [options] `check` may hold the sheet open
 */
export async function sheetDialog(title, body, choices, { wide = false, check = () => true } = {}) {
  const id = `dialog-${Math.random().toString(36).slice(2)}`;
  const dialog = /** @type {HTMLDialogElement} */ (el("dialog", { class: wide ? "dialog dialog--wide" : "dialog", "aria-labelledby": id },
    el("span", { class: "dialog__grip", "aria-hidden": "true" }),
    el("div", { class: "dialog__head" },
      el("h2", { class: "dialog__title", id }, title),
      button("", () => dialog.close(""), { className: "button button--icon button--bare", icon: "close", "aria-label": "Закрыть" })),
    el("div", { class: "dialog__body" }, ...body),
    choices.length ? el("div", { class: "dialog__foot" }, ...choices.map((choice) =>
      button(choice.words, () => { if (check(choice.value)) dialog.close(choice.value); }, { className: choice.className ?? "button", icon: choice.icon }))) : null));
  document.body.append(dialog);
  const before = document.activeElement;
  const answer = await ask(dialog);
  dialog.remove();
  if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
  return answer;
}

/** Closes the sheet in which the element stands. @param {Element} inside @param {string} value */
export function answerWith(inside, value) {
  inside.closest("dialog")?.close(value);
}

/** @type {string[]} reasons given on this page, newest first */
const reasons = [];

/** The reason of a correction, or "" when the person went back. @param {string} message */
export async function askReason(message) {
  const field = /** @type {HTMLTextAreaElement} */ (el("textarea", { class: "input", id: "reason", rows: 2, maxlength: 500, "aria-describedby": "reason-error" }));
  field.value = reasons[0] ?? "";
  const error = el("p", { class: "field__error", id: "reason-error", role: "alert" });
  const recent = reasons.slice(0, 3).map((words) => button(words, () => { field.value = words; }, { className: "chip" }));
  const body = [
    el("p", {}, message),
    el("div", { class: "field" }, el("label", { class: "field__label", for: "reason" }, "Причина исправления"), field, error),
  ];
  if (recent.length > 1) body.push(el("div", { class: "chips" }, ...recent));
  const enough = (/** @type {string} */ value) => {
    if (value !== "save" || field.value.trim().length >= 3) return true;
    error.textContent = "Напишите, почему отметка меняется.";
    field.setAttribute("aria-invalid", "true");
    field.focus();
    return false;
  };
  const answer = await sheetDialog("Почему меняется запись", body, [
    { value: "save", words: "Записать с причиной", className: "button button--main" }, { value: "", words: "Не менять" },
  ], { check: enough });
  if (answer !== "save") return "";
  const given = field.value.trim();
  reasons.splice(0, reasons.length, given, ...reasons.filter((words) => words !== given));
  return given;
}
