// @ts-check
/** The list of journals narrows while one types; without script the form asks the server. */

import { matches } from "@journal/search.js";
import { speak } from "@ui/speak.js";

const PAUSE = 120;

/** @param {HTMLElement} page */
function begin(page) {
  const input = /** @type {HTMLInputElement | null} */ (page.querySelector("[data-journals-query]"));
  if (!input || input.value) return; // the server has narrowed the list already
  const opened = new Set([...page.querySelectorAll("details[open]")]);
  const count = page.querySelector("[data-journals-count]");
  const whole = count?.textContent ?? "";
  let timer = 0;
  input.addEventListener("input", () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => {
      const { found, total } = narrow(page, input.value, opened);
      if (count) count.textContent = input.value.trim() ? `${found} из ${total}` : whole;
      if (input.value.trim()) speak(`Найдено: ${found} из ${total}`, "polite");
    }, PAUSE);
  });
}

/**
 * Show what the query finds, hide the rest, open the groups that hold something found.
 * @param {HTMLElement} page
 * @param {string} query
 * @param {Set<Element>} opened
 */
function narrow(page, query, opened) {
  const rows = /** @type {HTMLElement[]} */ ([...page.querySelectorAll("[data-words]")]);
  const asked = query.trim() !== "";
  for (const row of rows) row.hidden = !matches(row.dataset.words ?? "", query);
  for (const part of ["[data-journals-table]", "[data-journals-shelf]", "[data-journals-department]"]) {
    for (const box of /** @type {NodeListOf<HTMLElement>} */ (page.querySelectorAll(part))) {
      box.hidden = !box.querySelector("[data-words]:not([hidden])");
      if (box instanceof HTMLDetailsElement) box.open = asked ? !box.hidden : opened.has(box);
    }
  }
  const nothing = /** @type {HTMLElement | null} */ (page.querySelector("[data-journals-nothing]"));
  const found = rows.filter((row) => !row.hidden).length;
  if (nothing) nothing.hidden = found > 0;
  return { found, total: rows.length };
}

for (const page of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-journals]"))) begin(page);
