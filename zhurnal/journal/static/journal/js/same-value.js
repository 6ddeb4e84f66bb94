// @ts-check
// Whether the journal holds what was sent: it may tell more fields, in its own order, and it tidies texts. Pure.

import { isAbsence } from "./entry.js";

const ID = /^[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}$/i;
/** Spaces and control characters, which the journal trims or drops. */
const BLANK = /[\s\p{C}\p{Z}]+/gu;

/** @param {unknown} value */
function plain(value) {
  if (value === null || value === undefined) return "";
  if (typeof value !== "string") return value;
  if (isAbsence(value)) return "н"; // the cause comes from a leader's document
  return ID.test(value) ? value.replaceAll("-", "").toLowerCase() : value.replace(BLANK, "");
}

/**
 * @param {any} sent
 * @param {any} standing
 * @returns {boolean}
 */
export function sameValue(sent, standing) {
  if (Array.isArray(sent)) {
    const [mine, theirs] = [sent, Array.isArray(standing) ? standing : []].map((list) => list.map(plain).sort());
    return mine.length === theirs.length && mine.every((value, index) => value === theirs[index]);
  }
  if (sent === null || typeof sent !== "object") return plain(sent) === plain(standing);
  return Boolean(standing) && Object.entries(sent).every(([field, value]) => sameValue(value, standing[field]));
}
