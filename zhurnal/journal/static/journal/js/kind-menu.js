// @ts-check
// Choosing a kind of work: for a new column («/») or for the one at hand (Alt ↓).

import { closeCard, showCard } from "./card.js";
import { element } from "./element.js";

/**
 * @param {Element} anchor
 * @param {{kinds: import("./page.js").Kind[], current?: string, title: string, choose: (code: string) => void, onClose: () => void,
 *   remove?: () => void}} about
 */
export function showKinds(anchor, { kinds, current, title, choose, onClose, remove }) {
  const list = element("div", "kinds");
  list.setAttribute("role", "menu");
  list.setAttribute("aria-label", title);
  const items = kinds.map((kind) => {
    const item = element("button", "menu__item kinds__item");
    item.type = "button";
    item.setAttribute("role", "menuitemradio");
    item.setAttribute("aria-checked", String(kind.code === current));
    item.tabIndex = -1;
    item.append(element("b", "kinds__short", kind.short), element("span", "grow", kind.name), element("span", "quiet", `вес ${String(kind.weight / 100).replace(".", ",")}`));
    item.addEventListener("click", () => {
      closeCard();
      choose(kind.code);
    });
    return item;
  });
  if (remove) {
    const item = element("button", "menu__item menu__item--remove", "Убрать пустой столбец");
    item.type = "button";
    item.setAttribute("role", "menuitem");
    item.tabIndex = -1;
    item.addEventListener("click", () => {
      closeCard();
      remove();
    });
    items.push(item);
  }
  list.append(...items);
  const start = Math.max(kinds.findIndex((kind) => kind.code === current), 0);
  list.addEventListener("keydown", (event) => {
    const at = items.indexOf(/** @type {any} */ (document.activeElement));
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key] ?? byLetter(event.key, at, kinds);
    if (to === null || to < 0 || to >= items.length) return;
    event.preventDefault();
    items[to].focus();
  });
  const head = element("div", "menu__label", title);
  showCard(anchor, { className: "card--kinds", label: title, parts: [head, list], focus: items[start], onClose });
}

/** The next kind whose name begins with the letter. @param {string} key @param {number} at @param {import("./page.js").Kind[]} kinds */
function byLetter(key, at, kinds) {
  if (key.length !== 1) return null;
  const order = [...kinds.keys()].map((index) => (at + 1 + index) % kinds.length);
  return order.find((index) => kinds[index].name.startsWith(key.toLowerCase())) ?? null;
}
