// @ts-check
/* The page without connection: what was seen today opens from here. */

import { whenReached } from "@ui/reached.js";

const list = document.querySelector("[data-kept-pages]");
const controller = navigator.serviceWorker?.controller;

if (list && controller) {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = ({ data }) => show(data);
  controller.postMessage("list", [port2]);
}

/** @param {{address: string, title: string, at: number}[]} pages */
function show(pages) {
  document.querySelector("[data-kept-none]")?.toggleAttribute("hidden", pages.length > 0);
  for (const page of pages) {
    const row = document.createElement("a");
    row.className = "rows__row";
    row.href = page.address;
    const title = document.createElement("span");
    title.className = "grow";
    title.textContent = new DOMParser().parseFromString(page.title, "text/html").body.textContent?.replace(/ · Журнал$/, "") ?? "";
    const at = document.createElement("span");
    at.className = "soft";
    at.textContent = new Date(page.at).toLocaleTimeString("ru", { hour: "2-digit", minute: "2-digit" });
    row.append(title, at);
    list?.append(row);
  }
}

// Whoever has already chosen a page goes there: a reload now would take the step back.
let leaving = false;
list?.addEventListener("click", () => { leaving = true; });
whenReached(() => { if (!leaving) location.reload(); });
