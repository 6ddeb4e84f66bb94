// @ts-check
// The four squares of a lesson: тема · явка · отметки · задание.

import { element } from "./element.js";

const FILLS = [
  ["нет темы", "нет явки", "нет отметок", "нет задания"],
  ["тема предложена", "явка частично", "отметки частично", "задание начато"],
  ["тема записана", "явка записана", "отметки записаны", "задание записано"],
  ["тема не нужна", "явка не нужна", "отметок не предусмотрено", "задание не нужно"],
  ["тема просрочена", "явка просрочена", "отметки просрочены", "задание просрочено"],
];

/** @param {number[]} fills */
export const squaresWords = (fills) => fills.map((fill, at) => FILLS[fill]?.[at] ?? "").filter(Boolean).join(", ");

/** @param {number[]} fills */
export function squares(fills) {
  const box = element("span", "squares squares--10");
  box.setAttribute("role", "img");
  box.setAttribute("aria-label", squaresWords(fills));
  for (const fill of fills) {
    const square = element("span", "square");
    square.dataset.fill = String(fill);
    box.append(square);
  }
  return box;
}
