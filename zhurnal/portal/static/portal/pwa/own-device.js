// @ts-check
/* «Это моё устройство»: whether pages open here without connection. Off until somebody asks for it: a class computer belongs to
   everybody. What a page kept says of itself when it is opened without connection. */

import { whenReached } from "@ui/reached.js";
import { speak } from "@ui/speak.js";
import { toast } from "@ui/toast.js";

const MARK = "own-device";
const WORKER = "/worker.js";

const able = "serviceWorker" in navigator && window.isSecureContext;

function chosen() {
  try {
    return localStorage.getItem(MARK) === "1";
  } catch {
    return false; // a private window keeps nothing
  }
}

async function turnOn() {
  await navigator.serviceWorker.register(WORKER);
  await navigator.serviceWorker.ready;
  localStorage.setItem(MARK, "1");
}

async function turnOff() {
  localStorage.removeItem(MARK);
  for (const one of await navigator.serviceWorker.getRegistrations()) await one.unregister();
  indexedDB.deleteDatabase("zhurnal-pages");
  for (const name of await caches.keys()) await caches.delete(name);
}

/** @param {HTMLButtonElement} button */
function paint(button) {
  button.setAttribute("aria-pressed", String(chosen()));
  button.querySelector("[data-on]")?.toggleAttribute("hidden", !chosen());
}

/** @param {HTMLButtonElement} button */
async function turn(button) {
  try {
    if (chosen()) {
      await turnOff();
      toast("Страницы на этом устройстве больше не хранятся.");
    } else {
      await turnOn();
      toast("Открытые страницы теперь видны и без связи, сутки. При выходе всё стирается.");
    }
  } catch {
    toast("Браузер не разрешает хранить страницы на этом устройстве.", { bad: true });
  }
  paint(button);
}

/** A page that was kept tells since when, and offers the fresh one when the connection is back. */
function tellKept() {
  const at = Number(document.documentElement.dataset.keptAt);
  const main = document.querySelector("main");
  if (!at || !main) return;
  const time = new Date(at).toLocaleTimeString("ru", { hour: "2-digit", minute: "2-digit" });
  const note = document.createElement("div");
  note.className = "note note--warn";
  const words = document.createElement("p");
  words.className = "note__words";
  words.textContent = `Нет связи. Страница показана такой, какой была в ${time}. Записи ждут здесь и уйдут, когда связь появится.`;
  note.append(words);
  main.prepend(note);
  whenReached(() => {
    words.textContent = "Связь появилась. ";
    const link = document.createElement("a");
    link.className = "link";
    link.href = location.href;
    link.textContent = "Показать свежую страницу";
    words.append(link);
    speak("Связь появилась.");
  });
}

for (const button of document.querySelectorAll("[data-own-device]")) {
  if (!(button instanceof HTMLButtonElement)) continue;
  button.hidden = !able;
  paint(button);
  button.addEventListener("click", () => turn(button));
}
// On window, after whoever asks whether to sign out with entries that wait: who stays keeps his pages.
window.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || !(form instanceof HTMLFormElement) || !form.matches("[data-sign-out]")) return;
  navigator.serviceWorker?.controller?.postMessage("forget");
});
if (able && chosen()) navigator.serviceWorker.register(WORKER).catch(() => undefined); // a new version of it; without connection the old one serves
tellKept();
