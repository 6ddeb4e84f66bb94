// @ts-check
// Filling down the list: Enter goes on, Ctrl + Enter saves, a pasted column spreads over the rows below.

import { spread } from "@registers/spread.js";

/** @param {HTMLFormElement} form */
function begin(form) {
  const cells = /** @type {Array<HTMLInputElement | HTMLSelectElement>} */ ([...form.querySelectorAll("[data-fill]")]);
  const state = form.querySelector("[data-fill-state]");
  const save = /** @type {HTMLButtonElement | null} */ (form.querySelector("[data-fill-save]"));
  let typed = false;

  /** @param {number} place */
  const go = (place) => {
    const cell = cells[place];
    if (!cell) return save?.focus();
    cell.focus();
    if (cell instanceof HTMLInputElement) cell.select();
  };
  const note = () => {
    typed = true;
    if (state) state.textContent = "Есть несохранённое";
  };

  form.addEventListener("input", note);
  form.addEventListener("submit", () => { typed = false; });
  addEventListener("beforeunload", (event) => { if (typed) event.preventDefault(); });
  form.addEventListener("keydown", (event) => {
    const place = cells.indexOf(/** @type {any} */ (event.target));
    if (place < 0 || event.key !== "Enter") return;
    event.preventDefault();
    if (event.ctrlKey || event.metaKey) form.requestSubmit(save);
    else go(event.shiftKey ? Math.max(0, place - 1) : place + 1);
  });
  form.addEventListener("paste", (event) => {
    const place = cells.indexOf(/** @type {any} */ (event.target));
    const texts = spread(event.clipboardData?.getData("text/plain") ?? "", cells.length - place);
    if (place < 0 || texts.length < 2) return;
    event.preventDefault();
    texts.forEach((text, step) => { cells[place + step].value = text; });
    note();
    go(Math.min(place + texts.length, cells.length - 1));
  });
  const wrong = /** @type {HTMLElement | null} */ (form.querySelector("[aria-invalid]"));
  wrong?.focus();
}

document.querySelectorAll("form[data-fill-form]").forEach((form) => begin(/** @type {HTMLFormElement} */ (form)));
