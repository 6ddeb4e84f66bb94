// @ts-check
/* Closing the screen with one key (F8) or by itself: the server shows nothing more of this session until the password is given, and
   the page stays under the cover with everything typed in it. All tabs close together. Where the server could not be told, the
   next page of this person closes itself and tells it; on a device of one's own the worker shows nothing kept meanwhile. */

import { icon } from "@ui/icons.js";
import { plural } from "@ui/words.js";

const KEY = "F8";
const SHUT = "screen-closed";
const NOTED = 10_000; // milliseconds
const STAYS = "Введите пароль: страница и набранное останутся на месте.";
const MINUTES = /** @type {[string, string, string]} */ (["минуты", "минут", "минут"]); // of which somebody was not there
const WATCHED = ["pointerdown", "keydown", "wheel", "touchstart"];

/** @param {string} address @param {Record<string, string>} fields */
async function send(address, fields) {
  const token = /** @type {HTMLMetaElement | null} */ (document.querySelector('meta[name="csrf"]'))?.content ?? "";
  return fetch(address, {
    method: "POST",
    body: new URLSearchParams(fields),
    headers: { Accept: "application/json", "X-CSRFToken": token },
    redirect: "error",
  });
}

/** Whose screen is closed in this browser while the server has not heard of it; "" for nobody's. */
function unheard() {
  try {
    return localStorage.getItem(SHUT) ?? "";
  } catch {
    return ""; // a private window keeps nothing
  }
}

/** @param {string} person "" when the server has heard, or the screen is open */
function remember(person) {
  try {
    if (person) localStorage.setItem(SHUT, person);
    else localStorage.removeItem(SHUT);
  } catch {
    return; // as above
  }
}

/** To the worker of the person's own device, if there is one. @param {object} said */
const worker = (said) => navigator.serviceWorker?.controller?.postMessage(said);

/** The cover: a name, a password, and the way for somebody else. @param {string} name @param {string} other */
function cover(name, other) {
  const box = document.createElement("dialog"); // the topmost modal, above whatever dialog stands open
  box.className = "cover";
  box.dataset.hold = "";
  const form = document.createElement("form");
  form.className = "cover__form";
  const head = document.createElement("h1");
  head.id = "cover-title";
  box.setAttribute("aria-labelledby", head.id);
  const title = document.createElement("span");
  head.append(icon("lock"), title);
  const why = document.createElement("p");
  why.className = "cover__why";
  const who = document.createElement("p");
  who.className = "cover__who";
  who.textContent = name;
  const label = document.createElement("label");
  label.className = "field__label";
  label.textContent = "Пароль";
  const input = document.createElement("input");
  input.className = "input";
  input.type = "password";
  input.autocomplete = "current-password";
  input.required = true;
  label.append(input);
  const said = document.createElement("p");
  said.className = "field__error";
  said.setAttribute("role", "alert");
  const open = document.createElement("button");
  open.className = "button button--main button--big button--wide";
  open.textContent = "Открыть";
  const link = document.createElement("a");
  link.className = "link";
  link.href = other;
  link.textContent = "Войти другому человеку";
  form.append(head, why, who, label, said, open, link);
  box.append(form);
  return { box, form, input, said, title, why };
}

/** @param {HTMLFormElement} button the form that closes the screen where no script runs */
export function startLock(button = /** @type {any} */ (document.querySelector("form[data-lock]"))) {
  if (document.querySelector("[data-screen-known]")) remember(""); // the server closes it, or has let somebody out
  if (!(button instanceof HTMLFormElement)) return;
  const tabs = "BroadcastChannel" in window ? new BroadcastChannel("lock") : null;
  const { lock = "0", name = "", locked = "", other = "" } = button.dataset;
  const minutes = Number(lock);
  const parts = cover(name, other);
  let told = false; // whether the server knows
  const person = /** @type {HTMLMetaElement | null} */ (document.querySelector('meta[name="person"]'))?.content ?? "";
  const token = /** @type {HTMLMetaElement | null} */ (document.querySelector('meta[name="csrf"]'))?.content ?? "";
  document.body.append(parts.box);
  // A browser closes a dialog by the second Esc, whatever the page says.
  parts.box.addEventListener("close", () => document.documentElement.hasAttribute("data-closed") && parts.box.showModal());
  parts.box.addEventListener("cancel", (event) => event.preventDefault());

  /** Tabs of the same person only. @param {string} what */
  const say = (what) => tabs?.postMessage(`${what}:${name}`);
  /** @type {Promise<void> | null} one message at a time: a late one would close what was opened meanwhile */
  let telling = null;
  const tell = () => {
    if (told) return Promise.resolve();
    telling ??= send(button.action, {}).then(({ ok }) => {
      if (!ok || !parts.box.open) return;
      told = true;
      remember("");
      worker({ told: true });
      say("told");
    }).finally(() => { telling = null; });
    return telling;
  };
  /** `alone`: after another tab; `away`: nobody was there for so long. */
  const close = (alone = false, away = false) => {
    if (parts.box.open) return;
    parts.title.textContent = away ? "Журнал закрыт от посторонних" : "Экран закрыт";
    parts.why.textContent = away ? `Вас не было ${plural(minutes, MINUTES)}. ${STAYS}` : STAYS;
    document.documentElement.toggleAttribute("data-closed", true);
    parts.box.showModal();
    parts.input.focus();
    told = false; // closed after another tab too: whether that one has reached the server, it says itself
    if (alone) return;
    remember(person);
    worker({ shut: { address: button.action, token } });
    say("close");
    tell().catch(() => { parts.said.textContent = "Нет связи: экран закрыт только здесь."; });
  };
  const reveal = (alone = false) => {
    document.documentElement.toggleAttribute("data-closed", false);
    parts.box.close();
    told = false;
    parts.form.reset();
    parts.said.textContent = "";
    if (!alone) {
      remember("");
      worker({ open: location.href });
      say("open");
    }
    rest();
  };
  parts.form.addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      await tell();
      const answer = await send(locked, { password: parts.input.value, who: name });
      if (answer.ok) reveal();
      else parts.said.textContent = (await answer.json()).message;
    } catch {
      parts.said.textContent = "Нет связи. Экран откроется, когда она появится.";
    }
    parts.input.select();
  });

  let timer = 0;
  let noted = 0;
  const rest = () => {
    clearTimeout(timer);
    if (minutes) timer = window.setTimeout(() => close(false, true), minutes * 60_000);
  };
  const touched = () => {
    rest();
    if (Date.now() - noted < NOTED) return;
    noted = Date.now();
    say("here"); // a person who works in one tab is there for all
  };
  for (const kind of WATCHED) document.addEventListener(kind, touched, { passive: true, capture: true });
  rest();
  document.addEventListener("keydown", (event) => {
    if (parts.box.open) event.stopImmediatePropagation(); // no shortcut of the page under the cover
    if (event.key !== KEY || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    if (event.shiftKey) tell().finally(() => { location.href = other; });
    else close();
  }, { capture: true });
  window.addEventListener("online", () => {
    if (parts.box.open) tell().then(() => { if (told) parts.said.textContent = ""; }).catch(() => {});
  });
  button.addEventListener("submit", (event) => {
    event.preventDefault();
    close();
  });
  tabs?.addEventListener("message", ({ data }) => {
    if (data === `close:${name}`) close(true);
    else if (data === `told:${name}`) told = parts.box.open;
    else if (data === `here:${name}`) rest();
    else if (data === `open:${name}` && parts.box.open) reveal(true);
  });
  if (person && unheard() === person) close();
}
