// @ts-check
// Where an arrow leads on the board. Pure.

/**
 * The place after a key; stays inside of the board.
 * @param {string} key
 * @param {{row: number, column: number}} place
 * @param {{rows: number, columns: number}} shape
 * @returns {{row: number, column: number} | null} null when the key is no step
 */
export function step(key, place, shape) {
  const moves = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
  if (key === "Home") return { row: place.row, column: 0 };
  if (key === "End") return { row: place.row, column: shape.columns - 1 };
  const move = /** @type {Record<string, number[]>} */ (moves)[key];
  if (!move) return null;
  const inside = (/** @type {number} */ number, /** @type {number} */ size) => Math.min(Math.max(number, 0), size - 1);
  return { row: inside(place.row + move[0], shape.rows), column: inside(place.column + move[1], shape.columns) };
}
