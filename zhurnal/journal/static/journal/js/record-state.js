// @ts-check
// The button at the top right that tells the state of the record, and the list of what waits behind it.

import { icon } from "@ui/icons.js";
import { speak } from "@ui/speak.js";
import { placeBy } from "./popover.js";
import { recordWords } from "./record-words.js";
import { drawWaiting } from "./waiting-list.js";

const HUSH = 5000; // spoken politely at most once in five seconds

/** «10:42» @param {string | null} iso */
const clock = (iso) => (iso ? new Date(iso).toLocaleTimeString("ru", { hour: "2-digit", minute: "2-digit" }) : null);

/** The button: the template's [data-record-state], or a new one in the top bar. */
function findButton() {
  const place = document.querySelector("[data-record-state]");
  if (place instanceof HTMLButtonElement) return place;
  const button = document.createElement("button");
  button.type = "button";
  button.dataset.recordState = "";
  if (place) place.replaceWith(button);
  else (document.querySelector(".top-bar__end") ?? document.body).prepend(button);
  return button;
}

/**
 * @param {{outbox: import("./outbox.js").Outbox, sender: import("./sender.js").Sender}} recorder
 * @param {{onChoose?: (item: import("./outbox.js").Item) => void, chooses?: (item: import("./outbox.js").Item) => boolean,
 *   kinds?: ReadonlyMap<string, {name: string, short: string}>, askUrl?: string, readOnly?: boolean}} [options]
 *   `onChoose` opens what an item is about (the conflict card at its cell), if it is one of which `chooses` says so; for who only
 *   looks there is nothing to tell
 */
export function startRecordState({ outbox, sender }, options = {}) {
  const button = findButton();
  button.classList.add("record-state");
  button.setAttribute("aria-haspopup", "dialog");
  button.setAttribute("aria-expanded", "false");
  const panel = document.createElement("div");
  panel.className = "popover waiting-list";
  panel.popover = "auto";
  panel.setAttribute("role", "dialog");
  panel.setAttribute("aria-label", "Что ждёт записи");
  document.body.append(panel);
  let spokenAt = 0;
  let spoken = "";
  /** @type {any} */
  let timer = null;

  const say = (/** @type {string} */ text) => {
    if (text === spoken) return;
    clearTimeout(timer);
    const wait = spokenAt + HUSH - Date.now();
    timer = setTimeout(() => {
      spoken = text;
      spokenAt = Date.now();
      speak(text);
    }, Math.max(wait, 700));
  };

  const paint = () => {
    button.hidden = Boolean(options.readOnly) && !outbox.items.length;
    const said = recordWords(outbox.counts(), sender.link, clock(sender.savedAt));
    if (button.dataset.state !== said.state) button.replaceChildren(icon(said.icon), document.createElement("span"));
    button.dataset.state = said.state;
    const words = /** @type {HTMLElement} */ (button.lastElementChild);
    if (words.textContent !== said.text) words.textContent = said.text;
    if (said.state !== "saving" && (spoken || said.state !== "saved")) say(said.text);
    if (panel.matches(":popover-open")) draw();
  };

  const draw = () => drawWaiting(panel, { outbox, sender, ...options, close: () => panel.hidePopover() });

  button.addEventListener("click", () => {
    if (panel.matches(":popover-open")) {
      panel.hidePopover();
      return;
    }
    draw();
    panel.showPopover();
    placeBy(panel, button.getBoundingClientRect());
  });
  panel.addEventListener("toggle", (event) => {
    button.setAttribute("aria-expanded", String(/** @type {ToggleEvent} */ (event).newState === "open"));
  });
  outbox.listen((event) => event.type === "changed" && paint());
  sender.links.add(paint);
  sender.answers.add(paint);
  guardSignOut(outbox);
  paint();
  return { paint, button };
}

/** Signing out with unsent entries asks first. @param {import("./outbox.js").Outbox} outbox */
function guardSignOut(outbox) {
  document.addEventListener("submit", (event) => {
    const form = /** @type {HTMLFormElement} */ (event.target);
    if (!form.matches("[data-sign-out]")) return;
    const { waiting, conflict, refused } = outbox.counts();
    if (!(waiting + conflict + refused)) return;
    const question = "Есть записи, которые ещё не в журнале. Они останутся на этом устройстве и уйдут, когда вы войдёте снова. Выйти?";
    if (!window.confirm(question)) event.preventDefault();
    // The server then leaves the storage of this browser as it is: what waits there is in no journal yet.
    else form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "waiting", value: "1" }));
  });
}
