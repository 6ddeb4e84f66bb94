// @ts-check
/* Whoever pressed «another person» finds the form for the other open, with the cursor in it. */

const other = document.getElementById("other");
if (other instanceof HTMLDetailsElement) {
  const field = /** @type {HTMLInputElement | null} */ (other.querySelector("input:not([type=hidden])"));
  const turn = () => other.open && field?.focus();
  other.addEventListener("toggle", turn);
  if (location.hash === "#other") other.open = true;
}
