// @ts-check
/* Whoever pressed «another person» finds the form for the other open, with the cursor in it. */

const other = document.getElementById("other");
if (other instanceof HTMLDetailsElement) {
  const turn = () => other.open && other.querySelector("input:not([type=hidden])")?.focus();
  other.addEventListener("toggle", turn);
  if (location.hash === "#other") other.open = true;
}
