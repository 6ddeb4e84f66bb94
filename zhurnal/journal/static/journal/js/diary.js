// @ts-check
/* «Сообщить причину» fills the sheet with the day of the absence it stands beside. */

document.addEventListener("click", (event) => {
  const opener = /** @type {Element} */ (event.target).closest("[data-absence]");
  const day = opener?.getAttribute("data-absence");
  const sheet = document.getElementById("tell-cause");
  if (!day || !sheet) return;
  for (const name of ["since", "until"]) {
    const field = sheet.querySelector(`input[name="${name}"]`);
    if (field instanceof HTMLInputElement) field.value = day;
  }
});
