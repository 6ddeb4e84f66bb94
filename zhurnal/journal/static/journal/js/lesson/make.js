// @ts-check
// Elements from words: text is always text, never markup.

import { icon } from "@ui/icons.js";

/**
 * @param {string} tag
 * @param {Record<string, any>} [props] attributes; `on…` are listeners, true and false mean there and not there
 * @param {...(Node | string | null | undefined | false)} children
 * @returns {HTMLElement}
 */
export function el(tag, props = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value === true) made.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(name, String(value));
  }
  for (const child of children) if (child) made.append(child);
  return made;
}

/**
 * @param {string} words
 * @param {() => void} act
 * @param {{className?: string, icon?: string, end?: string} & Record<string, any>} [options]
 */
export function button(words, act, { className = "button", icon: name, end, ...props } = {}) {
  return el("button", { type: "button", class: className, onclick: act, ...props }, name && icon(name), el("span", {}, words), end && icon(end));
}

/** @param {Element} root @param {...(Node | null | undefined | false)} children */
export function fill(root, ...children) {
  root.replaceChildren(.../** @type {Node[]} */ (children.filter(Boolean)));
}
