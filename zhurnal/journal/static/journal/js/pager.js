// @ts-check
// Months of the spread: back, forth, which lessons stand here.

import { icon } from "@ui/icons.js";
import { monthKey, monthName } from "./days.js";
import { button, element } from "./element.js";

/** «октябрь · 28 занятие — 39 занятие · декабрь». @param {import("./board.js").Board} board @param {() => void} turned */
export function buildPager(board, turned) {
  const bar = element("nav", "pager");
  bar.setAttribute("aria-label", "Месяцы");
  const months = [...new Set(board.page.lessons.map((lesson) => monthKey(lesson.date)))];
  const show = (/** @type {string} */ month) => {
    board.only = month;
    board.build();
    turned();
    draw();
  };
  const turn = (/** @type {string} */ month) => () => {
    show(month);
    bar.querySelector("button")?.focus();
  };
  // PgUp, PgDn and T reach other months from the grid itself.
  board.turn = (way) => {
    const at = months.indexOf(board.only);
    const today = months.indexOf(monthKey(board.page.today));
    const to = { "page-up": at - 1, "page-down": at + 1, today }[way] ?? -1;
    if (!months[to] || to === at) return false;
    show(months[to]);
    board.focus();
    return true;
  };
  const draw = () => {
    const at = months.indexOf(board.only);
    const [before, after] = [months[at - 1], months[at + 1]];
    const own = board.page.lessons.flatMap((lesson, index) => (monthKey(lesson.date) === board.only ? [index + 1] : []));
    const back = before ? [button(monthName(before), "row", turn(before))] : [];
    back[0]?.prepend(icon("back"));
    const forth = after ? [button(monthName(after), "row", turn(after))] : [];
    forth[0]?.append(icon("forward"));
    const hint = element("span", "pager__hint soft", "Столбец слева и строка справа выделяются вместе; ");
    hint.append(element("kbd", "cap", "F6"), " — перейти на правую страницу");
    bar.replaceChildren(...back, element("b", "", own.length ? `${own[0]}–${own[own.length - 1]} занятие` : ""), ...forth, hint);
  };
  draw();
  return bar;
}
