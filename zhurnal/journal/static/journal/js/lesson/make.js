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

/** What can be focused in a part of the page. */
const FOCUSED = "a[href], button, input, select, textarea";

/** @param {Element} one */
const called = (one) => `${one.tagName} ${one.id || one.getAttribute("aria-label") || one.textContent}`;

/**
 * Whoever works by keyboard keeps his place when a part is drawn anew: the focus goes to what bears the same name there; where that is
 * gone, to the first that is no field for text, for such a field is not drawn anew while it has the focus.
 * @param {Element} root @param {() => void} draw
 */
export function keepFocus(root, draw) {
  const held = root.contains(document.activeElement) ? document.activeElement : null;
  draw();
  if (!held || held.isConnected || document.activeElement !== document.body) return;
  const all = /** @type {HTMLElement[]} */ ([...root.querySelectorAll(FOCUSED)]).filter((one) => one.getClientRects().length);
  const next = all.find((one) => called(one) === called(held)) ?? all.find((one) => !(one instanceof HTMLTextAreaElement));
  next?.focus({ preventScroll: true });
}

/** As `fill`, keeping the focus. @param {Element} root @param {...(Node | null | undefined | false)} children */
export function refill(root, ...children) {
  keepFocus(root, () => fill(root, ...children));
}
