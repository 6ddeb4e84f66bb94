// @ts-check
// Carries a batch to the journal and says what became of the journey. Nothing here throws.

import { hearUnread } from "@ui/unread.js";

/**
 * @typedef {{kind: "ok", data: any}
 *   | {kind: "offline"} | {kind: "failing"} | {kind: "too-large"}
 *   | {kind: "signed-out", message: string} | {kind: "stale-page"} | {kind: "refused", message: string, code: string}} Arrival
 */

const PATIENCE = 20_000;
export const BAD_BATCH = "Запись не принята. Скопируйте её и обновите страницу.";

/** @returns {string} */
export const csrf = () => document.querySelector('meta[name="csrf"]')?.getAttribute("content") ?? "";

/**
 * What an answer means. Pure.
 * @param {number} status
 * @param {any} data the JSON body, or null when it is not JSON
 * @returns {Arrival}
 */
export function readAnswer(status, data) {
  const message = typeof data?.message === "string" ? data.message : "";
  const code = typeof data?.code === "string" ? data.code : "";
  if (status >= 200 && status < 300 && data) return { kind: "ok", data };
  if (status === 401) return { kind: "signed-out", message: message || "Вы вышли из журнала. Записи целы: войдите, и они уйдут." };
  if (status === 413) return { kind: "too-large" };
  // A 403 without our words is the form token of an older page: the queue waits for a fresh one.
  if (status === 403 && (!message || code === "csrf")) return { kind: "stale-page" };
  if (status === 400) return { kind: "refused", message: message || BAD_BATCH, code: "bad_batch" };
  if (status === 403 || status === 404) return { kind: "refused", message: message || BAD_BATCH, code: code || "refused" };
  return { kind: "failing" };
}

/**
 * @param {string} url
 * @param {unknown[]} commands
 * @param {{keepalive?: boolean}} [options]
 * @returns {Promise<Arrival>}
 */
export async function post(url, commands, { keepalive = false } = {}) {
  try {
    const answer = await fetch(url, {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": csrf() },
      body: JSON.stringify({ commands }),
      credentials: "same-origin",
      cache: "no-store",
      redirect: "manual",
      keepalive,
      signal: AbortSignal.timeout(PATIENCE),
    });
    if (answer.type === "opaqueredirect") return { kind: "signed-out", message: "" };
    const data = await answer.json().catch(() => null);
    return readAnswer(answer.status, data);
  } catch (error) {
    return /** @type {Error} */ (error).name === "TimeoutError" ? { kind: "failing" } : { kind: "offline" };
  }
}

/**
 * A small JSON read. `tag` makes it conditional.
 * @param {string} url
 * @param {{tag?: string}} [options]
 * @returns {Promise<{kind: "ok", data: any, tag: string} | {kind: "same"} | {kind: "none", status: number, message: string}>}
 */
export async function get(url, { tag = "" } = {}) {
  try {
    const headers = { Accept: "application/json", "X-Live": "1", ...(tag ? { "If-None-Match": tag } : {}) };
    const answer = await fetch(url, { headers, credentials: "same-origin", cache: "no-store", redirect: "manual" });
    hearUnread(answer);
    if (answer.status === 304) return { kind: "same" };
    const data = await answer.json().catch(() => null);
    if (answer.ok && data) return { kind: "ok", data, tag: answer.headers.get("ETag") ?? "" };
    return { kind: "none", status: answer.status, message: data?.message ?? "" };
  } catch {
    return { kind: "none", status: 0, message: "" };
  }
}
