// @ts-check
/* Dialogs: <dialog id="reason" class="dialog">; <button data-open-dialog="reason"> opens, [data-close-dialog] or Esc closes. */

/** Opens a dialog; on closing the focus returns to where it was (the browser sees to it).
 * @param {HTMLDialogElement} dialog */
export function openDialog(dialog) {
  if (!dialog.open) dialog.showModal();
}

/**
 * Opens a dialog and waits: resolves to its returnValue ("" when dismissed).
 * @param {HTMLDialogElement} dialog
 * @returns {Promise<string>}
 */
export function ask(dialog) {
  dialog.returnValue = "";
  openDialog(dialog);
  return new Promise((resolve) => dialog.addEventListener("close", () => resolve(dialog.returnValue), { once: true }));
}

export function startDialogs() {
  document.addEventListener("click", (event) => {
    const target = /** @type {Element} */ (event.target);
    const opener = target.closest("[data-open-dialog]");
    if (opener) {
      const dialog = document.getElementById(opener.getAttribute("data-open-dialog") ?? "");
      if (dialog instanceof HTMLDialogElement) {
        event.preventDefault();
        openDialog(dialog);
      }
      return;
    }
    const closer = target.closest("[data-close-dialog]");
    if (closer) {
      event.preventDefault();
      closer.closest("dialog")?.close(closer.getAttribute("value") ?? "");
    }
  });
  document.addEventListener("mousedown", pressOnBackdrop);
}

/** A press on the backdrop closes, unless something has been typed.
 * @param {MouseEvent} event */
function pressOnBackdrop(event) {
  const dialog = event.target;
  if (!(dialog instanceof HTMLDialogElement) || !dialog.open || dialog.hasAttribute("data-hold")) return;
  const box = dialog.getBoundingClientRect();
  const inside = event.clientX >= box.left && event.clientX <= box.right && event.clientY >= box.top && event.clientY <= box.bottom;
  const fields = /** @type {NodeListOf<HTMLTextAreaElement | HTMLInputElement>} */ (dialog.querySelectorAll("textarea, input"));
  const typed = [...fields].some((field) => field.value !== field.defaultValue);
  if (!inside && !typed) dialog.close("");
}
