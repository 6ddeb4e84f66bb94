// @ts-check
// A ready phrase goes into the field, after what stands there already.

for (const bank of document.querySelectorAll("[data-phrases]")) {
  const field = /** @type {HTMLTextAreaElement | null} */ (document.getElementById(bank.getAttribute("data-phrases") ?? ""));
  bank.addEventListener("click", (event) => {
    const chosen = /** @type {Element} */ (event.target).closest("[data-phrase]");
    if (!chosen || !field) return;
    field.value = [field.value.trim(), chosen.textContent?.trim()].filter(Boolean).join(" ");
    field.focus();
  });
}
