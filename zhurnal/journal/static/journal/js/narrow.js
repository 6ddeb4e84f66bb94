// @ts-check
// On a phone: one lesson at a time, each a link to its page. The whole grid stands in landscape, to be read.

import { addressOf } from "./ask.js";
import { dayMonth, weekdayShort } from "./days.js";
import { element } from "./element.js";
import { topicOf } from "./note-editor.js";
import { squares } from "./squares.js";

/** @param {HTMLElement} root @param {import("./page.js").Page} page @param {Record<string, string>} urls */
export function startNarrow(root, page, urls) {
  const list = element("ol", "term-list");
  list.setAttribute("aria-label", "Занятия");
  const past = page.lessons.filter((lesson) => lesson.date <= page.today).reverse();
  const ahead = page.lessons.filter((lesson) => lesson.date > page.today);
  for (const lesson of [...past, ...ahead]) {
    const item = element("li", "term-list__item");
    const link = element("a", "term-list__link");
    link.href = urls.lesson ? addressOf(urls.lesson, lesson.id) : "#";
    const near = lesson.date === page.today ? "сегодня, " : "";
    const words = element("span", "term-list__words");
    words.append(element("b", "", `${near}${dayMonth(lesson.date)}, ${weekdayShort(lesson.date)}`), element("span", "soft", topicOf(lesson).text || "без темы"));
    link.append(words, squares(lesson.squares));
    if (lesson.date === page.today) link.setAttribute("aria-current", "date");
    item.append(link);
    list.append(item);
  }
  root.append(list);
}
