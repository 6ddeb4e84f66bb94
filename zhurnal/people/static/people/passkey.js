// @ts-check
/* Passkeys: the journal's question is put to the browser, its answer goes into the form, and the form goes.
   Buttons carry data-passkey="get" or "create" and data-passkey-from, the address that gives a question. */

/** @param {string} text @returns {Uint8Array<ArrayBuffer>} */
const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));

/** @param {ArrayBuffer} buffer */
const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

/** @param {any[] | undefined} list */
const known = (list) => (list ?? []).map((one) => ({ ...one, id: bytes(one.id) }));

/** @param {any} options */
async function create(options) {
  const made = /** @type {any} */ (await navigator.credentials.create({
    publicKey: {
      ...options,
      challenge: bytes(options.challenge),
      user: { ...options.user, id: bytes(options.user.id) },
      excludeCredentials: known(options.excludeCredentials),
    },
  }));
  const { clientDataJSON, attestationObject } = made.response;
  return plain(made, { clientDataJSON: text(clientDataJSON), attestationObject: text(attestationObject) });
}

/** @param {any} options */
async function get(options) {
  const found = /** @type {any} */ (await navigator.credentials.get({
    publicKey: { ...options, challenge: bytes(options.challenge), allowCredentials: known(options.allowCredentials) },
  }));
  const { clientDataJSON, authenticatorData, signature, userHandle } = found.response;
  return plain(found, {
    clientDataJSON: text(clientDataJSON), authenticatorData: text(authenticatorData), signature: text(signature),
    userHandle: userHandle ? text(userHandle) : null,
  });
}

/** @param {any} credential @param {object} response */
const plain = ({ id, rawId, type }, response) => ({ id, rawId: text(rawId), type, response, clientExtensionResults: {} });

/** What became of it, in a person's words. @param {any} error */
function words(error) {
  if (error?.name === "NotAllowedError") return "Ключ не подтверждён: вы отказались или время вышло. Нажмите ещё раз или войдите иначе.";
  if (error?.name === "InvalidStateError") return "На этом устройстве ключ для вашего имени уже есть.";
  return "Ключ входа здесь не сработал. Войдите другим способом.";
}

/** @param {HTMLButtonElement} button */
async function ask(button) {
  const form = /** @type {HTMLFormElement} */ (button.closest("form"));
  const making = button.dataset.passkey === "create";
  const said = /** @type {HTMLElement | null} */ (form.querySelector("[data-passkey-said]"));
  const field = (/** @type {string} */ name) => /** @type {HTMLInputElement} */ (form.elements.namedItem(name));
  button.disabled = true;
  if (said) said.hidden = true;
  try {
    const answer = await fetch(button.dataset.passkeyFrom ?? "", { headers: { Accept: "application/json" }, cache: "no-store" });
    const { options, question } = await answer.json();
    const found = making ? await create(options) : await get(options);
    field(making ? "made" : "proof-passkey").value = JSON.stringify(found);
    field(making ? "made-question" : "proof-question").value = question;
    form.submit();
  } catch (error) {
    if (said) {
      said.textContent = words(error);
      said.hidden = false;
    }
    button.disabled = false;
  }
}

if (window.PublicKeyCredential) {
  for (const button of document.querySelectorAll("button[data-passkey]")) {
    /** @type {HTMLButtonElement} */ (button).hidden = false;
    button.addEventListener("click", () => ask(/** @type {HTMLButtonElement} */ (button)));
  }
  for (const none of document.querySelectorAll("[data-passkey-none]")) /** @type {HTMLElement} */ (none).hidden = true;
}
