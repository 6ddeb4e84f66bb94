// @ts-check
/* «показать» of a password: the button stands hidden until there is a script for it. */

export function startReveal() {
  for (const button of /** @type {NodeListOf<HTMLButtonElement>} */ (document.querySelectorAll("button[data-reveal]"))) {
    const field = document.getElementById(button.getAttribute("data-reveal") ?? "");
    if (!(field instanceof HTMLInputElement)) continue;
    button.hidden = false;
    button.addEventListener("click", () => {
      const shown = field.type === "password";
      field.type = shown ? "text" : "password";
      button.setAttribute("aria-pressed", String(shown));
      const words = button.querySelector("[data-reveal-words]");
      if (words) words.textContent = shown ? "скрыть" : "показать";
    });
    field.form?.addEventListener("submit", () => { field.type = "password"; });
  }
}
