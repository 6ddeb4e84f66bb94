// @ts-check
// «Попросить открыть»: a request to the deputy to open a closed lesson.

import { csrf } from "./transport.js";

/**
 * @param {string} pattern address with a zero id in place of the lesson's
 * @param {string} lesson 32 hexadecimal digits
 */
export function addressOf(pattern, lesson) {
  const dashed = lesson.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  return pattern.replace("00000000-0000-0000-0000-000000000000", dashed);
}

/**
 * @param {string} url
 * @param {string} reason
 * @param {string[]} [places] of the lesson; none is the whole lesson
 * @returns {Promise<{done: boolean, message: string}>}
 */
export async function askToOpen(url, reason, places = []) {
  try {
    const answer = await fetch(url, {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": csrf() },
      body: JSON.stringify({ reason, places }),
    });
    const data = await answer.json().catch(() => ({}));
    return { done: answer.ok, message: data.message ?? (answer.ok ? "Просьба отправлена." : "Просьба не отправлена. Попробуйте ещё раз.") };
  } catch {
    return { done: false, message: "Нет связи. Просьба не отправлена." };
  }
}
