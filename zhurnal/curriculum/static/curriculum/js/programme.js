// @ts-check
// The editor of a work programme: wires rows on the page to the pure rules.

import { speak } from "@ui/speak.js";
import { bySemester, emptyRow, FIELDS, moved, pasted, readPaste, sums } from "./topic-rows.js";

/** @typedef {import("./topic-rows.js").Row} Row */

const form = /** @type {HTMLFormElement} */ (document.querySelector("[data-programme]"));
const body = /** @type {HTMLElement} */ (form.querySelector("[data-rows]"));
const template = /** @type {HTMLTemplateElement} */ (form.querySelector("[data-empty-row]"));
const line = /** @type {HTMLElement} */ (document.querySelector("[data-sums]"));
const terms = document.querySelector("[data-terms]");
const back = /** @type {HTMLButtonElement} */ (form.querySelector("[data-undo]"));
const { plan, groups, semesters } = JSON.parse(form.dataset.plan ?? "{}");
/** @type {Row[][]} */
const past = [];

/** @param {Element} row @param {string} name */
const input = (row, name) => /** @type {HTMLInputElement} */ (row.querySelector(`[data-field="${name}"]`));

let saved = form.hasAttribute("data-unsaved") ? "" : JSON.stringify(read());

/** @returns {Row[]} */
function read() {
  return [...body.children].map((row) => ({
    id: /** @type {HTMLElement} */ (row).dataset.id ?? "",
    title: input(row, "title").value, hours: input(row, "hours").value, kind: input(row, "kind").value, homework: input(row, "homework").value,
  }));
}

/** Shows rows; lines of topics that exist are kept, since they know which lesson holds them. @param {Row[]} rows */
function show(rows) {
  const known = new Map([...body.children].map((row) => [/** @type {HTMLElement} */ (row).dataset.id || row, row]));
  body.replaceChildren(...rows.map((row) => {
    const own = row.id ? known.get(row.id) : undefined;
    const made = /** @type {HTMLElement} */ (own ?? template.content.firstElementChild?.cloneNode(true));
    made.dataset.id = row.id;
    for (const name of FIELDS) input(made, name).value = row[name];
    return made;
  }));
  settle();
}

function settle() {
  [...body.children].forEach((row, place) => { row.children[0].textContent = String(place + 1); });
  const found = sums(read(), plan ?? {}, groups ?? []);
  line.textContent = found.difference ? `${found.line}. ${found.difference}` : found.line;
  line.classList.toggle("is-bad", Boolean(found.difference));
  terms?.replaceChildren(...bySemester(read(), semesters ?? {}, groups ?? []).map((words) => Object.assign(document.createElement("li"), { textContent: words })));
  back.disabled = past.length === 0;
}

/** @param {Row[]} rows @param {number} at @param {string} name */
function change(rows, at, name = "title") {
  past.push(read());
  show(rows);
  focus(at, name);
}

/** @param {number} at @param {string} name */
function focus(at, name) {
  const row = body.children[Math.min(at, body.children.length - 1)];
  if (row) input(row, name).focus();
}

function undo() {
  const before = past.pop();
  if (before) show(before);
  speak("Отменено");
}

/** @param {EventTarget | null} target */
function place(target) {
  const element = /** @type {HTMLElement} */ (target);
  return { at: [...body.children].indexOf(/** @type {Element} */ (element.closest("tr"))), name: element.dataset.field ?? "" };
}

body.addEventListener("paste", (event) => {
  const text = event.clipboardData?.getData("text/plain") ?? "";
  const { at, name } = place(event.target);
  if (at < 0 || !/[\t\n]/.test(text.trim())) return;
  event.preventDefault();
  const table = readPaste(text);
  change(pasted(read(), at, FIELDS.indexOf(/** @type {typeof FIELDS[number]} */ (name)), table), at, name);
  speak(`Вставлено строк: ${table.length}`);
});

body.addEventListener("keydown", (event) => {
  const { at, name } = place(event.target);
  if (at < 0 || !name) return;
  if (event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
    event.preventDefault();
    const by = event.key === "ArrowUp" ? -1 : 1;
    change(moved(read(), at, by), Math.max(at + by, 0), name);
    speak(`Строка ${Math.max(at + by, 0) + 1}`);
  } else if (event.key === "Enter" && !event.shiftKey && name !== "kind") {
    event.preventDefault();
    if (at === body.children.length - 1) change([...read(), emptyRow()], at + 1, name);
    else focus(at + 1, name);
  }
});

body.addEventListener("input", settle);
body.addEventListener("click", (event) => {
  const button = /** @type {HTMLElement} */ (event.target).closest("[data-remove]");
  if (!button) return;
  const { at } = place(button);
  change(read().filter((_row, other) => other !== at), at);
});
form.querySelector("[data-add]")?.addEventListener("click", () => change([...read(), emptyRow()], body.children.length));
back.addEventListener("click", undo);
document.addEventListener("keydown", (event) => {
  const typing = /** @type {HTMLElement} */ (event.target).matches("input, textarea, select");
  if ((event.ctrlKey || event.metaKey) && event.code === "KeyZ" && !typing) { event.preventDefault(); undo(); }
});
form.addEventListener("submit", () => {
  const rows = read();
  /** @type {HTMLInputElement} */ (form.elements.namedItem("rows")).value = JSON.stringify(rows.map((row) => [row.id, row.title, row.hours, row.kind, row.homework]));
  saved = JSON.stringify(rows);
});
window.addEventListener("beforeunload", (event) => { if (JSON.stringify(read()) !== saved) event.preventDefault(); });

if (!body.children.length) show([emptyRow()]);
settle();
// Rows are gathered by this script: pressed before it came, the button had sent none of them and the page had lost what stood in it.
/** @type {HTMLButtonElement} */ (form.querySelector("[data-save]")).disabled = false;
