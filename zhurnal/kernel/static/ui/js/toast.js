// @ts-check
/* Toast: says what was done, 8 seconds, «Отменить» inside; stays under the pointer or the focus; two at most. */

import { icon } from "@ui/icons.js";
import { speak } from "@ui/speak.js";

const LIFE = 8000;
const MOST = 2;

/**
 * @param {string} text
 * @param {{ undo?: () => void, action?: string, icon?: string, bad?: boolean }} options
 * @returns {() => void} closes the toast
 */
export function toast(text, options = {}) {
  const shelf = document.querySelector("[data-toasts]");
  if (!shelf) return () => {};
  while (shelf.children.length >= MOST) shelf.firstElementChild?.remove();
  const box = document.createElement("div");
  box.className = options.bad ? "toast toast--bad" : "toast";
  const words = document.createElement("span");
  words.className = "toast__text";
  words.textContent = text;
  box.append(icon(options.icon ?? (options.bad ? "triangle" : "check")), words);
  const close = () => box.remove();
  if (options.undo) box.append(actionButton(options.action ?? "Отменить", options.undo, close));
  shelf.append(box);
  keepAlive(box, close);
  speak(text, options.bad ? "assertive" : "polite");
  return close;
}

/** @param {string} words @param {() => void} act @param {() => void} close */
function actionButton(words, act, close) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "toast__action";
  button.textContent = words;
  button.addEventListener("click", () => { close(); act(); });
  return button;
}

/** Counts the seconds only while nobody points at it and nothing in it has the focus.
 * @param {HTMLElement} box @param {() => void} close */
function keepAlive(box, close) {
  let timer = setTimeout(close, LIFE);
  const hold = () => clearTimeout(timer);
  const release = () => {
    clearTimeout(timer);
    if (!box.matches(":hover") && !box.contains(document.activeElement)) timer = setTimeout(close, LIFE);
  };
  box.addEventListener("pointerenter", hold);
  box.addEventListener("focusin", hold);
  box.addEventListener("pointerleave", release);
  box.addEventListener("focusout", () => setTimeout(release));
}
