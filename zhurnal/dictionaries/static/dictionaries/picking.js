// @ts-check
/* Ticking rows of a list: all at once, how many, and a fitting field for the value of the chosen column. */

const all = /** @type {HTMLInputElement | null} */ (document.querySelector("[data-pick-all]"));
const boxes = /** @type {HTMLInputElement[]} */ ([...document.querySelectorAll("input[name='row']")]);
const told = document.querySelector("[data-picked]");
const column = /** @type {HTMLSelectElement | null} */ (document.querySelector("[data-many-column]"));
const value = /** @type {HTMLInputElement | null} */ (document.querySelector("[data-many-value]"));

const panel = /** @type {HTMLElement | null} */ (document.querySelector("[data-many]"));
const begun = panel?.dataset.many === "begun"; // something was refused: the panel stays with what was typed

function count() {
  const picked = boxes.filter((box) => box.checked).length;
  if (panel) panel.hidden = !begun && picked === 0;
  if (told) told.textContent = picked ? `(${picked})` : "";
  if (all) {
    all.checked = picked > 0 && picked === boxes.length;
    all.indeterminate = picked > 0 && picked < boxes.length;
  }
}

/** A day has a calendar; a word of a few and a name of many are offered while typing. */
function fit() {
  if (!column || !value) return;
  const chosen = column.selectedOptions[0];
  value.type = chosen?.dataset.sort === "date" ? "date" : "text";
  value.inputMode = chosen?.dataset.sort === "number" ? "numeric" : "text";
  const words = (chosen?.dataset.words ?? "").split("|").filter(Boolean);
  if (words.length) value.setAttribute("list", offer(words));
  else if (document.getElementById(`many-${column.value}`)) value.setAttribute("list", `many-${column.value}`);
  else value.removeAttribute("list");
}

/** @param {string[]} words */
function offer(words) {
  const known = document.getElementById("many-words");
  const list = known ?? document.createElement("datalist");
  list.id = "many-words";
  list.replaceChildren(...words.map((word) => new Option(word, word)));
  if (!known) document.body.append(list);
  return list.id;
}

all?.addEventListener("change", () => {
  for (const box of boxes) box.checked = all.checked;
  count();
});
for (const box of boxes) box.addEventListener("change", count);
column?.addEventListener("change", () => {
  if (value) value.value = "";
  fit();
});
// The form has a button for the search above it, which Enter would press: in the value it presses the one that stands beside.
value?.addEventListener("keydown", (event) => {
  const button = panel?.querySelector("button[formaction]");
  if (event.key !== "Enter" || event.isComposing || !(button instanceof HTMLButtonElement)) return;
  event.preventDefault();
  button.click();
});
count();
fit();
