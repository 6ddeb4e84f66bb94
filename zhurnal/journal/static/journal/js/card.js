// @ts-check
// One card at a time beside a cell: history, lock, conflict, question, reason. Esc closes it and the cell has the focus again.

import { element } from "./element.js";
import { placeBy } from "./popover.js";

/** @type {{box: HTMLElement, place: () => void, done: () => void} | null} */
let open = null;

/** Close whatever card is open. */
export function closeCard() {
  const closing = open;
  open = null;
  closing?.box.remove();
  closing?.done();
}

/** Whether a card stands open (and takes keys). */
export const cardIsOpen = () => Boolean(open?.box.dataset.takesKeys);

/**
 * @param {Element} anchor
 * @param {{className?: string, label: string, parts: (HTMLElement | null)[], focus?: HTMLElement, onClose?: () => void,
 *   align?: "start" | "end" | "side", takesKeys?: boolean}} card
 */
export function showCard(anchor, { className = "", label, parts, focus, onClose = () => {}, align = "start", takesKeys = Boolean(focus) }) {
  closeCard();
  const box = element("div", `popover card cell-card ${className}`.trim());
  box.setAttribute("role", "dialog");
  box.setAttribute("aria-label", label);
  if (takesKeys) box.dataset.takesKeys = "yes";
  box.append(...parts.filter((part) => part !== null));
  document.body.append(box);
  const place = () => placeBy(box, anchor.getBoundingClientRect(), align);
  place();
  box.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.key === "Escape") {
      event.preventDefault();
      closeCard();
    }
    if (event.key === "Tab") turnAround(box, event);
  });
  open = { box, place, done: onClose };
  focus?.focus();
  return box;
}

/** The open card has grown: it is put inside the window again. @param {HTMLElement} box */
export function fitCard(box) {
  if (open?.box === box) open.place();
}

/** Tab stays inside a card that took the focus. @param {HTMLElement} box @param {KeyboardEvent} event */
function turnAround(box, event) {
  const stops = [...box.querySelectorAll("button, input, textarea, select, a[href]")].filter((stop) => !(/** @type {HTMLButtonElement} */ (stop).disabled));
  const [first, last] = [stops[0], stops[stops.length - 1]];
  const active = document.activeElement;
  if (event.shiftKey ? active === first : active === last) {
    event.preventDefault();
    /** @type {HTMLElement} */ (event.shiftKey ? last : first)?.focus();
  }
}

/** A small sentence at a cell that goes by itself. */
export function showTip(/** @type {Element} */ anchor, /** @type {string} */ text) {
  const words = element("p", "", text);
  const box = showCard(anchor, { className: "tip", label: text, parts: [words], takesKeys: false });
  box.removeAttribute("role");
  const mine = open;
  setTimeout(() => open === mine && closeCard(), 4000);
}

document.addEventListener("pointerdown", (event) => {
  if (open && !open.box.contains(/** @type {Node} */ (event.target))) closeCard();
});

/** Parts that cards are made of. @param {string} title @param {HTMLElement} [aside] @param {string} [under] */
export function cardHead(title, aside, under = "") {
  const head = element("div", "card__head");
  const words = element("div", "");
  words.append(element("div", "card__title", title));
  if (under) words.append(element("div", "soft", under));
  head.append(words, ...(aside ? [aside] : []));
  return head;
}

/** @param {HTMLElement[]} buttons */
export function cardActions(...buttons) {
  const row = element("div", "card__actions");
  row.append(...buttons);
  return row;
}
