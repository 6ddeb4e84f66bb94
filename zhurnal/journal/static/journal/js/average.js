// @ts-check
// The weighted average, in whole numbers, rounded once at the end. Cases: tests/cases/average.json.

import { MARKS } from "./entry.js";

/**
 * The average in hundredths (343 = 3,43) of [value, weight] pairs, half up; null when nothing counts.
 * @param {Iterable<[string, number]>} marks
 * @returns {number | null}
 */
export function weightedAverage(marks) {
  let total = 0;
  let weights = 0;
  for (const [value, weight] of marks) {
    if (!MARKS.includes(value)) continue;
    total += Number(value) * weight;
    weights += weight;
  }
  return weights ? Math.floor((2 * 100 * total + weights) / (2 * weights)) : null;
}

/** «3,43», or a dash where there is nothing. @param {number | null} hundredths */
export function shown(hundredths) {
  if (hundredths === null) return "–";
  return `${Math.floor(hundredths / 100)},${String(hundredths % 100).padStart(2, "0")}`;
}
