// @ts-check
/* Menus are <details data-menu>: they open without script; here they close by Esc, by a press elsewhere, one at a time. */

/** @returns {HTMLDetailsElement[]} */
const opened = () => /** @type {HTMLDetailsElement[]} */ ([...document.querySelectorAll("details[data-menu][open]")]);

/** Closes the menus, but for the one that holds the element.
 * @param {Node | null} except */
export function closeMenus(except = null) {
  for (const menu of opened()) if (!except || !menu.contains(except)) menu.open = false;
}

export function startMenus() {
  document.addEventListener("click", (event) => closeMenus(/** @type {Node} */ (event.target)));
  document.addEventListener("toggle", (event) => {
    const menu = event.target;
    if (menu instanceof HTMLDetailsElement && menu.matches("[data-menu]") && menu.open) closeMenus(menu);
  }, true);
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of opened()) {
      menu.open = false;
      if (menu.contains(document.activeElement)) menu.querySelector("summary")?.focus();
    }
  });
  document.addEventListener("focusin", (event) => closeMenus(/** @type {Node} */ (event.target)));
}
