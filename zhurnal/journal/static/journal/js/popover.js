// @ts-check
// Puts a card beside what it is about, inside the window.

const GAP = 6;
const EDGE = 8;

/**
 * Where a box of this size stands beside an anchor: below, else above, else where there is more room. Pure.
 * @param {{width: number, height: number}} box
 * @param {{left: number, top: number, right: number, bottom: number}} anchor
 * @param {{width: number, height: number}} room
 * @param {"start" | "end" | "side"} [align]  "side": to the right of the anchor, else to the left
 */
export function spotBeside(box, anchor, room, align = "start") {
  const clamp = (/** @type {number} */ value, /** @type {number} */ most) => Math.max(EDGE, Math.min(value, most - EDGE));
  if (align === "side") {
    const right = anchor.right + GAP + box.width + EDGE <= room.width;
    const left = right ? anchor.right + GAP : anchor.left - GAP - box.width;
    return { left: clamp(left, room.width - box.width), top: clamp(anchor.top - GAP, room.height - box.height) };
  }
  const start = align === "end" ? anchor.right - box.width : anchor.left;
  const below = anchor.bottom + GAP + box.height + EDGE <= room.height || anchor.top < room.height - anchor.bottom;
  const top = below ? anchor.bottom + GAP : anchor.top - GAP - box.height;
  return { left: clamp(start, room.width - box.width), top: clamp(top, room.height - box.height) };
}

/**
 * @param {HTMLElement} box already shown
 * @param {DOMRect} anchor
 * @param {"start" | "end" | "side"} [align]
 */
export function placeBy(box, anchor, align = "start") {
  const size = box.getBoundingClientRect();
  const room = { width: document.documentElement.clientWidth, height: window.innerHeight };
  const spot = spotBeside(size, anchor, room, align);
  box.style.setProperty("left", `${spot.left}px`);
  box.style.setProperty("top", `${spot.top}px`);
}
