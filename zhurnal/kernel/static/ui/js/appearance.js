// @ts-check
/* Theme, contrast scheme, size, intervals: at once on the page, and kept by the server. Without script the form is sent. */

const FIELDS = ["theme", "contrast", "size", "interval"];

/** What the page looks like now.
 * @returns {Record<string, string>} */
export function appearance() {
  const { theme = "system", contrast = "", size = "1", interval = "1" } = document.documentElement.dataset;
  return { theme, contrast, size, interval };
}

/** Changes the page; the other forms learn the new state.
 * @param {Record<string, string>} chosen */
export function apply(chosen) {
  for (const field of FIELDS) if (field in chosen) document.documentElement.dataset[field] = chosen[field];
  const now = appearance();
  for (const form of document.querySelectorAll("form[data-appearance]")) {
    for (const field of FIELDS) {
      const hidden = form.querySelector(`input[type="hidden"][name="${field}"]`);
      if (hidden instanceof HTMLInputElement && !hidden.hasAttribute("data-fixed")) hidden.value = now[field];
    }
    for (const key of form.querySelectorAll("button[aria-pressed]")) {
      const name = key.getAttribute("name");
      const same = name && now[name] === key.getAttribute("value");
      key.setAttribute("aria-pressed", String(Boolean(same)));
    }
  }
  document.dispatchEvent(new CustomEvent("appearance", { detail: now }));
}

export function startAppearance() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || !form.matches("form[data-appearance]")) return;
    event.preventDefault();
    const fields = new FormData(form, /** @type {SubmitEvent} */ (event).submitter);
    apply(Object.fromEntries(FIELDS.filter((field) => fields.has(field)).map((field) => [field, String(fields.getAll(field).at(-1))])));
    keep(form.action, fields);
  });
}

/** The page has changed already; a lost answer only means that the choice is not remembered.
 * @param {string} address @param {FormData} fields */
function keep(address, fields) {
  const body = new URLSearchParams();
  for (const field of FIELDS) body.set(field, appearance()[field]);
  for (const name of ["csrfmiddlewaretoken", "next"]) body.set(name, String(fields.get(name) ?? ""));
  fetch(address, { method: "POST", body, redirect: "manual", keepalive: true }).catch(() => {});
}
