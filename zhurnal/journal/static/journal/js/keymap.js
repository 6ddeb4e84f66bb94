// @ts-check
// What a key means in the grid. Letters go by the physical key, so both layouts work. Pure.

/**
 * @typedef {{code: string, key: string, ctrlKey?: boolean, metaKey?: boolean, shiftKey?: boolean, altKey?: boolean}} Key
 * @typedef {{do: "move", way: string, extend: boolean} | {do: "mark", value: string} | {do: "sign", sign: "н" | "о" | "осв"}
 *   | {do: "digit", digit: string} | {do: string}} Intent
 */

/** @type {Record<string, string>} */
const WAYS = { ArrowLeft: "left", ArrowRight: "right", ArrowUp: "up", ArrowDown: "down", Home: "home", End: "end", PageUp: "page-up", PageDown: "page-down" };
/** @type {Record<string, string>} */
const CONTROL = { KeyD: "fill", KeyZ: "undo", KeyY: "redo", Space: "roll-call", KeyA: "select-column", Home: "move:start", End: "move:finish" };
/** З on P, Н on Y, О on J, С on C: the Russian layout's places. @type {Record<string, Intent>} */
const LETTERS = {
  KeyP: { do: "mark", value: "зач" },
  KeyY: { do: "sign", sign: "н" },
  KeyJ: { do: "sign", sign: "о" },
  KeyC: { do: "sign", sign: "осв" },
  KeyT: { do: "move", way: "today", extend: false },
  KeyI: { do: "history" },
  KeyW: { do: "derivation" },
};
/** Latin letters that a person sees as the Russian sign. @type {Record<string, Intent>} */
const LOOKALIKES = { h: { do: "sign", sign: "н" }, o: { do: "sign", sign: "о" } };

/**
 * The intent behind a key, or null when the grid leaves it to the browser.
 * @param {Key} event
 * @returns {Intent | null}
 */
export function intentOf(event) {
  const { code, key, shiftKey = false, altKey = false } = event;
  const control = Boolean(event.ctrlKey || event.metaKey);
  if (code === "F6") return { do: shiftKey ? "region-back" : "region" };
  if (control && altKey) return null;
  if (altKey) {
    if (code === "ArrowDown") return { do: "kind" };
    return code === "KeyL" ? { do: "lock" } : null;
  }
  if (control) return controlled(code, shiftKey);
  if (WAYS[code]) return { do: "move", way: WAYS[code], extend: shiftKey };
  if (code === "Enter" || code === "NumpadEnter") return { do: shiftKey ? "back" : "next" };
  if (code === "Delete" || code === "Backspace") return { do: "strike" };
  if (key === "Escape") return { do: "escape" };
  if (key === "?" || (code === "Slash" && shiftKey)) return { do: "keys" };
  if (code === "Slash" || code === "NumpadDivide" || key === "/") return { do: "second-work" };
  if (code === "Space") return shiftKey ? { do: "select-row" } : { do: "card" };
  return written(event);
}

/**
 * The character of a key that writes one, "" for every other: what is no sign of the journal is answered, not swallowed.
 * @param {Key} event
 */
export function characterOf({ key, ctrlKey, metaKey, altKey }) {
  return !ctrlKey && !metaKey && !altKey && /^[^\s\p{C}]$/u.test(key) ? key : "";
}

/** @param {string} code @param {boolean} shift @returns {Intent | null} */
function controlled(code, shift) {
  if (code === "KeyZ" && shift) return { do: "redo" };
  const found = CONTROL[code];
  if (!found) return null;
  return found.startsWith("move:") ? { do: "move", way: found.slice(5), extend: shift } : { do: found };
}

/** Digits and letters. @param {Key} event @returns {Intent | null} */
function written({ code, key, shiftKey = false }) {
  const digit = /^(?:Digit|Numpad)([0-9])$/.exec(code)?.[1];
  if (digit) return shiftKey ? null : { do: "digit", digit };
  if (code === "KeyP" && shiftKey) return { do: "mark", value: "незач" };
  if (shiftKey && code !== "KeyY") return null;
  return LOOKALIKES[key] ?? LETTERS[code] ?? null;
}
