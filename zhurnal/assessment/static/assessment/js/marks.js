// @ts-check
// Term marks by keyboard: Enter and arrows go along the column, Ctrl + Enter saves, «Принять предложенные» fills the empty cells.

import { speak } from "@ui/speak.js";
import { plural } from "@ui/words.js";

/** @param {HTMLFormElement} form */
function begin(form) {
  const cells = /** @type {HTMLInputElement[]} */ ([...form.querySelectorAll("[data-result]")]);
  const save = /** @type {HTMLButtonElement | null} */ (form.querySelector("[data-results-save]"));
  const accept = /** @type {HTMLButtonElement | null} */ (form.querySelector("[data-results-accept]"));
  let typed = false;

  /** @param {number} place */
  const go = (place) => {
    const cell = cells[Math.min(Math.max(place, 0), cells.length - 1)];
    cell?.focus();
    cell?.select();
  };

  form.addEventListener("input", () => { typed = true; });
  form.addEventListener("submit", () => { typed = false; });
  addEventListener("beforeunload", (event) => { if (typed) event.preventDefault(); });
  form.addEventListener("keydown", (event) => {
    const place = cells.indexOf(/** @type {any} */ (event.target));
    if ((event.ctrlKey || event.metaKey) && event.key === "Enter") {
      event.preventDefault();
      form.requestSubmit(save);
    } else if (place >= 0 && (event.key === "Enter" || event.key === "ArrowDown")) {
      event.preventDefault();
      if (event.key === "Enter" && event.shiftKey) go(place - 1);
      else if (place === cells.length - 1) save?.focus();
      else go(place + 1);
    } else if (place >= 0 && event.key === "ArrowUp") {
      event.preventDefault();
      go(place - 1);
    }
  });
  if (accept && cells.some((cell) => cell.dataset.proposed)) {
    accept.hidden = false;
    accept.addEventListener("click", () => {
      const empty = cells.filter((cell) => !cell.value.trim() && cell.dataset.proposed);
      for (const cell of empty) cell.value = cell.dataset.proposed ?? "";
      if (empty.length) typed = true;
      speak(empty.length ? `Предложенное поставлено: ${plural(empty.length, ["отметка", "отметки", "отметок"])}` : "Пустых строк с предложением нет", "polite");
      save?.focus();
    });
  }
  const wrong = /** @type {HTMLElement | null} */ (form.querySelector("[aria-invalid]"));
  wrong?.focus();
}

document.querySelectorAll("form[data-results]").forEach((form) => begin(/** @type {HTMLFormElement} */ (form)));
