// @ts-check
/* ``<details open data-fold-phone>``: what fills half of a phone is folded there when the page comes; elsewhere its summary is not
   drawn and it stands open. Without a script it is open everywhere. */

const PHONE = "(max-width: 599.98px)";

/** Fold on a phone, open where there is room again. */
export function startFolds() {
  const phone = window.matchMedia(PHONE);
  const put = () => {
    for (const one of document.querySelectorAll("details[data-fold-phone]")) {
      if (one instanceof HTMLDetailsElement) one.open = !phone.matches;
    }
  };
  put();
  phone.addEventListener("change", put);
}
