// @ts-check
import { hearUnread } from "@ui/unread.js";

/* <main data-live>: asks for the same address every 4 s while the tab is seen; 304 costs nothing. What is new appears
   without movement and stays tinted for 2 s. Behind [data-live-hold] (open menu, typing, dialog) nothing is swapped. */

const STEP = 4000;
const LONGEST = 60000;

let tag = "";
let pause = STEP;
let timer = 0;

/** Whether somebody is in the middle of something here.
 * @param {Element} main */
function busy(main) {
  const active = document.activeElement;
  if (active instanceof HTMLElement && main.contains(active) && active.matches("input, textarea, select, [contenteditable]")) return true;
  return Boolean(document.querySelector("dialog[open], main details[open][data-menu], [data-live-hold]"));
}

/** @param {Element} main */
async function look(main) {
  const headers = { "X-Live": "1", ...(tag ? { "If-None-Match": tag } : {}) };
  const answer = await fetch(location.href, { headers, cache: "no-store", redirect: "error" });
  hearUnread(answer);
  if (answer.status === 304) return;
  if (!answer.ok) throw new Error(String(answer.status));
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("main[data-live]");
  if (!fresh || busy(main)) return;
  tag = answer.headers.get("ETag") ?? "";
  if (fresh.innerHTML !== main.innerHTML) swap(main, fresh);
}

/** Changes only what differs, deepest first, so that scroll, focus and everything unchanged stay where they are.
 * @param {Element} old @param {Element} fresh */
export function swap(old, fresh) {
  const before = [...old.children];
  const after = [...fresh.children];
  if (before.length !== after.length || !before.every((node, n) => node.tagName === after[n].tagName) || ownText(old) !== ownText(fresh)) {
    if (old.innerHTML !== fresh.innerHTML) replaceInside(old, fresh);
    return;
  }
  for (const [n, node] of before.entries()) {
    if (node.isEqualNode(after[n])) continue;
    copyAttributes(node, after[n]);
    swap(node, after[n]);
  }
}

/** Text of the element itself, without its children.
 * @param {Element} node */
function ownText(node) {
  return [...node.childNodes].map((part) => (part instanceof Text ? part.data.trim() : null)).filter((words) => words !== null).join("|");
}

/** @param {Element} old @param {Element} fresh */
function replaceInside(old, fresh) {
  const known = new Set([...old.children].map((node) => node.outerHTML));
  old.replaceChildren(...[...fresh.childNodes].map((node) => document.importNode(node, true)));
  const fresher = [...old.children].filter((node) => !known.has(node.outerHTML));
  for (const node of fresher.length && fresher.length < old.children.length ? fresher : [old]) tint(node);
}

/** @param {Element} node */
function tint(node) {
  node.classList.add("is-new");
  setTimeout(() => node.classList.remove("is-new"), 2000);
}

/** @param {Element} node @param {Element} fresh */
function copyAttributes(node, fresh) {
  for (const { name } of [...node.attributes]) if (!fresh.hasAttribute(name) && name !== "open") node.removeAttribute(name);
  for (const { name, value } of fresh.attributes) if (node.getAttribute(name) !== value) node.setAttribute(name, value);
}

/** @param {Element} main */
async function round(main) {
  clearTimeout(timer);
  if (document.visibilityState === "visible" && !busy(main)) {
    try {
      await look(main);
      pause = STEP;
    } catch {
      pause = Math.min(pause * 2, LONGEST);
    }
  }
  timer = setTimeout(round, pause, main);
}

export function startLive() {
  const main = document.querySelector("main[data-live]");
  if (!main) return;
  timer = setTimeout(round, STEP, main);
  const soon = () => { pause = STEP; round(main); };
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "visible") soon(); });
  window.addEventListener("online", soon);
}
