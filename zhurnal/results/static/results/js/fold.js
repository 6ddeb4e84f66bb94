// @ts-check
/* Cycles of a record fold; those that are over stand folded when there is something after them. Without a script all are open. */

/** @param {HTMLElement} section @param {HTMLButtonElement} button @param {boolean} folded */
function fold(section, button, folded) {
  section.toggleAttribute("data-folded", folded);
  button.setAttribute("aria-expanded", String(!folded));
  const words = button.querySelector("[data-fold-words]");
  if (words) words.textContent = folded ? "развернуть" : "свернуть";
}

const sections = [...document.querySelectorAll(".record__section")];
const someGoOn = sections.some((section) => !section.hasAttribute("data-over"));

for (const section of sections) {
  const button = section.querySelector("[data-fold]");
  if (!(button instanceof HTMLButtonElement) || !(section instanceof HTMLElement)) continue;
  button.hidden = false;
  button.addEventListener("click", () => fold(section, button, !section.hasAttribute("data-folded")));
  fold(section, button, someGoOn && section.hasAttribute("data-over"));
}

/* Where not all semesters fit, the present one is in view. */
const box = document.querySelector(".table-box:has(.record)");
const now = box?.querySelector("thead .record__now");
if (box instanceof HTMLElement && now instanceof HTMLElement && box.scrollWidth > box.clientWidth) {
  box.scrollLeft = now.offsetLeft + now.offsetWidth - box.clientWidth + 16;
}
