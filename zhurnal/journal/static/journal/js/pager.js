// @ts-check
// Months of the spread: back, forth, which lessons stand here.

import { monthKey, monthName } from "./days.js";
import { button, element } from "./element.js";

/** «октябрь · 28 занятие — 39 занятие · декабрь». @param {import("./board.js").Board} board @param {() => void} turned */
export function buildPager(board, turned) {
  const bar = element("nav", "pager");
  bar.setAttribute("aria-label", "Месяцы");
  const months = [...new Set(board.page.lessons.map((lesson) => monthKey(lesson.date)))];
  const turn = (/** @type {string} */ month) => () => {
    board.only = month;
    board.build();
    turned();
    draw();
    bar.querySelector("button")?.focus();
  };
  const draw = () => {
    const at = months.indexOf(board.only);
    const [before, after] = [months[at - 1], months[at + 1]];
    const own = board.page.lessons.flatMap((lesson, index) => (monthKey(lesson.date) === board.only ? [index + 1] : []));
    const back = before ? [button(`‹ ${monthName(before)}`, "row", turn(before))] : [];
    const forth = after ? [button(`${monthName(after)} ›`, "row", turn(after))] : [];
    const hint = element("span", "pager__hint soft", "Столбец слева и строка справа выделяются вместе; F6 — перейти на правую страницу");
    bar.replaceChildren(...back, element("b", "", own.length ? `${own[0]}–${own[own.length - 1]} занятие` : ""), ...forth, hint);
  };
  draw();
  return bar;
}
