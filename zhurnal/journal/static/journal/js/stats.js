// @ts-check
// The figures at the right of a row: average and missed hours, made here; forecast and term mark, asked for once the grid stands.

import { shown } from "./average.js";
import { toneOf } from "./cell-view.js";
import { element } from "./element.js";
import { averageOf, missedOf } from "./totals.js";
import { get } from "./transport.js";

/**
 * @typedef {import("./page.js").Page} Page
 * @typedef {{key: string, name: string, full: string}} Stat
 * @typedef {{text: string, label: string, classes?: string, bars?: number, tone?: string, chip?: string}} Figure
 */

const AVERAGE = { key: "average", name: "Ср. взв.", full: "Средневзвешенный балл" };
const FORECAST = { key: "forecast", name: "Прогноз", full: "Прогноз отметки за семестр" };
const MISSED = { key: "missed", name: "Проп., ч", full: "Пропущено часов" };

/** The columns of a page; without an address to ask only what is counted here. @param {Page} page @returns {Stat[]} */
export function statsOf(page) {
  if (!page.beside) return [AVERAGE, MISSED];
  const head = page.beside.head || page.data.course.term.replace(/^(\d).*/, "$1 сем.");
  return [AVERAGE, FORECAST, MISSED, { key: "term", name: head, full: "Отметка за семестр: в пунктире — предложенная" }];
}

/** One figure of a row. Pure. @param {Page} page @param {number} row @param {string} key @returns {Figure} */
export function figureOf(page, row, key) {
  const { name, id } = page.students[row];
  const said = page.beside?.rows[id];
  if (key === "average") {
    const text = shown(averageOf(page, row));
    return { text, label: text === "–" ? `${name}, отметок ещё нет` : `${name}, средневзвешенный ${text}` };
  }
  if (key === "missed") {
    const { hours, unexplained } = missedOf(page, row);
    const text = hours ? String(hours) : "–";
    return { text, label: hours ? `${name}, пропущено ${text} ч${unexplained ? `, без известной причины ${unexplained} ч` : ""}` : `${name}, пропусков нет`, classes: unexplained ? "is-unexplained" : "" };
  }
  if (!said) return { text: "–", label: `${name}, ещё не получено` }; // asked for, and not answered yet
  if (key === "forecast") {
    if (!said?.likely) return { text: "–", label: `${name}, прогноза нет` };
    const tone = said.likely === "долг" ? "2" : toneOf(said.likely);
    return { text: said.likely, label: `${name}, прогноз ${said.likely}: ${said.chances}`, bars: said.sure, tone };
  }
  if (said?.value) return { text: said.value, label: `${name}, отметка за семестр ${said.value}`, chip: "set", tone: toneOf(said.value) };
  if (said?.proposed) return { text: said.proposed, label: `${name}, предложена отметка ${said.proposed}`, chip: "proposed", tone: toneOf(said.proposed) };
  return { text: "–", label: `${name}, отметки за семестр нет` };
}

/** Draw a figure. @param {HTMLElement} cell @param {Figure} figure */
export function drawFigure(cell, { text, label, classes = "", bars = 0, tone = "", chip = "" }) {
  const known = ["5", "4", "3", "2"].includes(tone) ? tone : "";
  cell.classList.toggle("is-unexplained", classes === "is-unexplained");
  cell.setAttribute("aria-label", label);
  const parts = [];
  if (bars) {
    const meter = element("i", "grid__sure");
    meter.dataset.sure = String(bars);
    meter.append(element("i", ""), element("i", ""), element("i", ""));
    parts.push(meter);
  }
  const wide = text.length > 1 ? " is-wide" : "";
  parts.push(element("span", chip ? `grid__term grid__term--${chip}${known ? ` digit--${known}` : ""}${wide}` : known ? `digit--${known}` : "", text));
  cell.replaceChildren(...parts);
}

/** One after another, each with its full stop. @param {string[]} said */
const sentences = (said) => said.filter(Boolean).map((words) => (words.endsWith(".") ? words : `${words}.`)).join(" ");

/** The parts of the derivation's card that speak of the term mark and of the forecast. @param {Page} page @param {number} row @returns {string[][]} */
export function besideWords(page, row) {
  const said = page.beside?.rows[page.students[row].id];
  if (!said) return [];
  const parts = [];
  const set = said.value ? `За семестр стоит ${said.value}` : "";
  const offered = said.proposed ? `предложено ${said.proposed}` : "предложить нечего";
  parts.push([[set, offered].filter(Boolean).join(", ").replace(/^./, (first) => first.toUpperCase()), [said.why, said.reason ? `Причина: ${said.reason}` : "", said.ground ?? ""].filter(Boolean).join(" ")]);
  if (said.likely) {
    const range = said.range && said.range !== said.likely ? `, в восьми случаях из десяти ${said.range}` : "";
    parts.push([`Прогноз ${said.likely}${range}`, sentences([said.chances ?? "", ...(said.facts ?? [])])]);
  }
  return parts;
}

const SOON = 8000; // after the last mark of a row of them: the teacher goes on writing, nobody waits for it

/**
 * Ask for what stands beside, once the grid is drawn and some time after marks were saved.
 * @param {{page: Page, url: string, told: () => void}} parts
 */
export function startBeside({ page, url, told }) {
  /** @type {any} */
  let timer = null;
  const ask = async () => {
    if (document.hidden) {
      document.addEventListener("visibilitychange", ask, { once: true });
      return;
    }
    const answer = await get(url);
    if (answer.kind !== "ok" || !page.beside) return;
    page.beside = answer.data;
    told();
  };
  const later = (/** @type {number} */ pause) => {
    clearTimeout(timer);
    timer = setTimeout(ask, pause);
  };
  later(0);
  return { soon: () => later(SOON) };
}
