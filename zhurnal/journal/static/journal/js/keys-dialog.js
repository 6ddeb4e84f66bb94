// @ts-check
// «Клавиши журнала» and the line of the commonest keys under the grid.

import { icon } from "@ui/icons.js";
import { openDialog } from "@ui/dialog.js";
import { element } from "./element.js";

/** @type {[string, [string[], string][]][]} */
const SECTIONS = [
  ["Отметки", [
    [["5", "4", "3", "2"], "поставить и перейти вниз"], [["З", "⇧З"], "зачтено / не зачтено"], [["Delete"], "убрать (остаётся в истории)"],
    [["/"], "вторая отметка: новый вид работы"], [["Alt", "↓"], "выбрать вид работы и вес"],
  ]],
  ["Явка", [
    [["Н"], "нет на занятии"], [["Н", "Н"], "причина: б, у, п (если разрешено)"], [["О"], "опоздал; дальше цифры — минуты"],
    [["Ctrl", "Пробел"], "все присутствуют — столбец"], [["С"], "освобождён"],
  ]],
  ["Движение", [
    [["↑", "↓", "←", "→"], "по клеткам"], [["Enter", "⇧Enter"], "вниз / вверх"], [["Home", "End"], "начало и конец строки"],
    [["PgUp", "PgDn"], "предыдущий и следующий месяц"], [["T"], "к сегодняшнему занятию"], [["F6"], "правая страница: тема и задание"],
    [["F6", "Tab", "Enter"], "записать задание из плана"],
  ]],
  ["Диапазон", [
    [["⇧", "стрелки"], "выделить"], [["Ctrl", "D"], "заполнить вниз"], [["Ctrl", "C", "V"], "копировать и вставить из Excel"],
    [["Ctrl", "Z", "Y"], "отменить и вернуть"], [["Esc"], "снять выделение"],
  ]],
  ["Узнать", [
    [["I"], "история клетки"], [["W"], "откуда средний балл"], [["Alt", "L"], "почему закрыто"], [["Tab"], "выйти из таблицы (одно нажатие)"], [["?"], "эта подсказка"],
  ]],
];

/** @type {[string, string, string, string][]} class, sign, raised, words */
const SIGNS = [
  ["cell--absent", "н", "б", "причина: б болезнь, у уважительная, п приказ"], ["cell--unknown", "н", "", "причина ещё не известна"],
  ["cell--inexcusable", "н", "", "без уважительной причины"], ["cell--4 is-corrected", "4", "", "значение исправлялось"],
];

/** @param {string[]} keys */
function caps(keys) {
  const line = element("span", "caps");
  line.append(...keys.map((key) => element("kbd", "cap", key)));
  return line;
}

/** @type {HTMLDialogElement | null} */
let dialog = null;

export function showKeys() {
  dialog ??= build();
  if (!dialog.isConnected) document.body.append(dialog);
  openDialog(dialog);
}

function build() {
  const made = element("dialog", "dialog dialog--centre keys-dialog");
  made.setAttribute("aria-labelledby", "keys-title");
  const head = element("div", "dialog__head keys-dialog__head");
  const title = element("h2", "dialog__title", "Клавиши журнала");
  title.id = "keys-title";
  const close = element("button", "button button--icon button--bare");
  close.type = "button";
  close.setAttribute("aria-label", "Закрыть");
  close.append(icon("close"));
  close.addEventListener("click", () => made.close());
  head.append(title, element("span", "soft", "Раскладка не важна: Н сработает и на английской"), close);
  const body = element("div", "keys-dialog__body");
  body.append(...SECTIONS.map(([name, rows]) => section(name, rows.map(([keys, words]) => [caps(keys), words]))), section("Знаки в клетке", SIGNS.map(([tone, sign, raised, words]) => [signBox(tone, sign, raised), words])));
  made.append(head, body);
  return made;
}

/** @param {string} name @param {[HTMLElement, string][]} rows */
function section(name, rows) {
  const box = element("section", "keys-dialog__section");
  const list = element("dl", "keys-dialog__list");
  for (const [what, words] of rows) {
    const term = element("dt", "");
    term.append(what);
    list.append(term, element("dd", "", words));
  }
  box.append(element("h3", "keys-dialog__name", name), list);
  return box;
}

/** @param {string} tone @param {string} text @param {string} raised */
function signBox(tone, text, raised) {
  const box = element("span", `cell cell--sample ${tone}`);
  const sign = element("span", "cell__sign", text);
  if (raised) sign.append(element("sup", "", raised));
  box.append(sign);
  return box;
}

/** @type {[string[], string][]} */
const LINE = [
  [["5", "4", "3", "2"], "отметка"], [["Н"], "нет на занятии"], [["О"], "опоздал"], [["Enter"], "вниз"], [["↑", "↓", "←", "→"], "по клеткам"],
  [["Ctrl", "D"], "заполнить вниз"], [["Ctrl", "Z"], "отменить"], [["Tab"], "выйти из таблицы"],
];

export function keyLine() {
  const line = element("div", "key-line");
  const known = element("span", "key-line__keys");
  for (const [keys, words] of LINE) {
    const item = element("span", "key-line__item");
    item.append(caps(keys), words);
    known.append(item);
  }
  const all = element("button", "key-line__all");
  all.type = "button";
  all.append(caps(["?"]), element("span", "link", "все клавиши"));
  all.addEventListener("click", showKeys);
  line.append(icon("keyboard"), known, all);
  return line;
}
