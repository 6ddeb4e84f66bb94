// @ts-check
/* Search by Ctrl+K: a combobox over a listbox. The question goes in the body of a request, never in an address. */

import { openDialog } from "@ui/dialog.js";
import { icon } from "@ui/icons.js";
import { plural } from "@ui/words.js";
import { speak } from "@ui/speak.js";

const PAUSE = 150; // ms between the last key and the question
const NOTHING = "Ничего не нашлось. Попробуйте начало фамилии или номер группы.";
const FAILED = "Поиск не ответил: нет связи с сервером. Слова целы, нажмите Enter, чтобы спросить ещё раз.";

/** @typedef {{title: string, note: string, url: string, icon: string}} Found */
/** @typedef {{title: string, found: Found[]}} Section */

/** The place after a key; -1 is the line itself. @param {string} key @param {number} place @param {number} count */
export function moved(key, place, count) {
  if (count === 0) return -1;
  if (key === "ArrowDown") return place + 1 >= count ? 0 : place + 1;
  if (key === "ArrowUp") return place <= 0 ? count - 1 : place - 1;
  return place;
}

export function startSearch() {
  const dialog = document.getElementById("search");
  if (!(dialog instanceof HTMLDialogElement)) return;
  const words = /** @type {HTMLInputElement} */ (dialog.querySelector("input"));
  const list = /** @type {HTMLElement} */ (dialog.querySelector("[data-search-found]"));
  const state = /** @type {HTMLElement} */ (dialog.querySelector("[data-search-state]"));
  const hint = state.textContent ?? "";
  /** @type {AbortController | null} */
  let asking = null;
  let timer = 0;
  let place = -1;
  let answered = "";

  const options = () => /** @type {HTMLAnchorElement[]} */ ([...list.querySelectorAll("[role=option]")]);

  /** @param {number} next */
  function choose(next) {
    place = next;
    options().forEach((option, number) => option.setAttribute("aria-selected", String(number === place)));
    const chosen = options()[place];
    if (chosen) {
      words.setAttribute("aria-activedescendant", chosen.id);
      chosen.scrollIntoView({ block: "nearest" });
    } else words.removeAttribute("aria-activedescendant");
  }

  /** @param {Section[]} sections */
  function show(sections) {
    list.replaceChildren(...sections.map(group));
    options().forEach((option, number) => { option.id = `search-${number}`; });
    const count = options().length;
    words.setAttribute("aria-expanded", String(count > 0));
    state.textContent = count ? "" : words.value.trim() ? NOTHING : hint;
    choose(count ? 0 : -1);
    if (words.value.trim()) speak(count ? `Найдено: ${plural(count, ["строка", "строки", "строк"])}` : NOTHING);
  }

  async function ask() {
    const text = words.value.trim();
    asking?.abort();
    if (text.length < 2) return show([]);
    const own = asking = new AbortController();
    const csrf = document.querySelector("meta[name=csrf]")?.getAttribute("content") ?? "";
    try {
      const answer = await fetch(dialog?.dataset.search ?? "", {
        method: "POST", body: new URLSearchParams({ words: text }), signal: own.signal,
        headers: { Accept: "application/json", "X-CSRFToken": csrf },
      });
      if (answer.status === 401) return void (state.textContent = "Сеанс закончился. Войдите снова.");
      if (!answer.ok) throw new Error(String(answer.status));
      const { sections } = await answer.json();
      if (own.signal.aborted) return;
      answered = text;
      show(sections);
    } catch (trouble) {
      if (own.signal.aborted) return;
      list.replaceChildren();
      words.setAttribute("aria-expanded", "false");
      choose(-1);
      state.textContent = FAILED;
      speak(FAILED);
    }
  }

  function later() {
    window.clearTimeout(timer);
    timer = window.setTimeout(ask, PAUSE);
  }

  words.addEventListener("input", later);
  words.addEventListener("keydown", async (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      choose(moved(event.key, place, options().length));
    } else if (event.key === "Enter") {
      event.preventDefault();
      window.clearTimeout(timer);
      if (answered !== words.value.trim()) await ask();
      options()[place]?.click();
    }
  });
  list.addEventListener("pointermove", (event) => {
    const over = /** @type {Element} */ (event.target).closest("[role=option]");
    const number = options().findIndex((option) => option === over);
    if (number >= 0 && number !== place) choose(number);
  });
  dialog.addEventListener("close", () => {
    asking?.abort();
    words.value = answered = "";
    show([]);
  });
  document.addEventListener("keydown", (event) => {
    if (event.code !== "KeyK" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    if (document.querySelector("dialog[open]")) return;
    event.preventDefault();
    openDialog(dialog);
    words.focus();
  });
}

/** @param {Section} section @param {number} number */
function group(section, number) {
  const box = document.createElement("div");
  box.setAttribute("role", "group");
  const title = document.createElement("div");
  title.className = "search-dialog__title";
  title.id = `search-group-${number}`;
  title.textContent = section.title;
  title.setAttribute("role", "presentation");
  box.setAttribute("aria-labelledby", title.id);
  box.append(title, ...section.found.map(option));
  return box;
}

/** @param {Found} found */
function option(found) {
  const line = document.createElement("a");
  line.className = "search-dialog__option";
  line.href = found.url;
  line.tabIndex = -1;
  line.setAttribute("role", "option");
  const title = document.createElement("span");
  title.className = "search-dialog__name";
  title.textContent = found.title;
  line.append(icon(found.icon), title);
  if (found.note) {
    const note = document.createElement("span");
    note.className = "search-dialog__note";
    note.textContent = found.note;
    line.append(note);
  }
  return line;
}
