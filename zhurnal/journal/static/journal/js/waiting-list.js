// @ts-check
// What waits, what was refused, what differs: the list behind the record state.

import { icon } from "@ui/icons.js";
import { toast } from "@ui/toast.js";
import { addressOf, askToOpen } from "./ask.js";
import { button, element } from "./element.js";
import { titled } from "./outbox.js";
import { keptWords } from "./record-words.js";
import { toldValue } from "./told-value.js";

/** @typedef {import("./outbox.js").Item} Item */

/**
 * @param {HTMLElement} panel
 * @param {{outbox: import("./outbox.js").Outbox, sender: import("./sender.js").Sender, close: () => void,
 *   onChoose?: (item: Item) => void, chooses?: (item: Item) => boolean, kinds?: ReadonlyMap<string, {name: string, short: string}>,
 *   askUrl?: string}} tools
 */
export function drawWaiting(panel, tools) {
  const { outbox, sender } = tools;
  const of = (/** @type {string[]} */ ...states) => outbox.items.filter((item) => states.includes(item.state));
  const [waiting, conflicts, refused] = [of("queued", "sending"), of("conflict"), of("refused")];
  /** @type {(HTMLElement | null)[]} */
  const parts = [linkNote(sender, waiting.length), proofNote(waiting.filter((item) => item.held).length)];
  if (conflicts.length) parts.push(section("Два разных значения", conflicts, (item) => conflictRow(item, tools)));
  if (refused.length) parts.push(section("Не записано", refused, (item) => refusedRow(item, tools)));
  if (waiting.length) parts.push(section("Ждёт отправки", waiting, (item) => itemRow(item)));
  if (!outbox.items.length && sender.link === "ok") parts.push(element("p", "waiting-list__calm", "Всё записано в журнал."));
  panel.replaceChildren(...parts.filter((part) => part !== null));
}

/** @param {import("./sender.js").Sender} sender @param {number} waiting */
function linkNote(sender, waiting) {
  if (sender.link === "ok") return null;
  const note = element("div", "note note--warn note--line");
  const words = element("div", "note__words");
  if (sender.link === "signed-out" || sender.link === "stale-page") {
    const out = sender.link === "signed-out";
    words.append(element("span", "", out ? sender.message || "Вы вышли из журнала. Записи целы." : "Страница устарела. Записи целы и уйдут после обновления."));
    const again = element("a", "link", out ? "Войти" : "Обновить страницу");
    again.href = window.location.href;
    words.append(again);
  } else {
    words.append(element("span", "", waiting ? keptWords(sender.outbox.lasting, "устройстве") : "Журнал сейчас не отвечает."));
    words.append(button("Попробовать сейчас", "text", () => sender.nudge()));
  }
  note.append(icon("cloud-off"), words);
  return note;
}

/** The way to the proof that old marks wait for; what waits stays on the device meanwhile. @param {number} held */
function proofNote(held) {
  if (!held) return null;
  const note = element("div", "note note--warn note--line");
  const words = element("div", "note__words");
  const link = element("a", "link", "Подтвердить");
  link.href = `/confirm/?next=${encodeURIComponent(window.location.pathname + window.location.search)}`;
  words.append(element("span", "", `Старая отметка меняется, когда вы подтвердите, что это вы. Ждёт: ${held}. `), link);
  note.append(icon("lock"), words);
  return note;
}

/** @param {string} title @param {Item[]} items @param {(item: Item) => HTMLElement} row */
function section(title, items, row) {
  const box = element("section", "waiting-list__section");
  const list = element("ul", "waiting-list__items");
  list.append(...items.slice(0, 60).map(row));
  box.append(element("h3", "waiting-list__title", `${title}: ${items.length}`), list);
  return box;
}

/** What a proof is asked for, each change with its reason. @param {Item[]} held */
export function heldList(held) {
  const list = element("ul", "waiting-list__items");
  list.append(...held.slice(0, 60).map((item) => {
    const row = itemRow(item);
    if (item.command.reason) row.firstElementChild?.append(element("span", "soft", `Причина: ${item.command.reason}`));
    return row;
  }));
  return list;
}

/** @param {Item} item */
function itemRow(item) {
  const row = element("li", "waiting-list__item");
  const words = element("span", "waiting-list__words");
  words.append(element("b", "", titled(item.words)), element("span", "soft", item.words.detail));
  row.append(words, element("span", "waiting-list__value", item.words.value || "убрать"));
  return row;
}

/** «В журнале: контрольная работа · Петрова М. С., 10:42». @param {Item} item @param {any} kinds */
function theirsLine({ command, answer }, kinds) {
  const line = element("span", "waiting-list__theirs");
  const at = answer?.at ? new Date(answer.at).toLocaleTimeString("ru", { hour: "2-digit", minute: "2-digit" }) : "";
  const who = [answer?.author, at].filter(Boolean).join(", ");
  line.append("В журнале: ", element("b", "", command.do === "entry" ? String(answer?.value || "пусто") : toldValue(command.do, answer?.value, kinds)), who ? ` · ${who}` : "");
  return line;
}

/** @param {Item} item @param {any} tools */
function conflictRow(item, { outbox, onChoose, chooses, kinds, close }) {
  const row = itemRow(item);
  row.append(theirsLine(item, kinds));
  const actions = element("span", "waiting-list__actions");
  if (onChoose && (chooses ?? ofCell)(item)) {
    actions.append(button("Выбрать", "text", () => { close(); onChoose(item); }));
  } else {
    actions.append(button("Оставить моё", "text", () => outbox.resolve(item.key, "mine")), button("Принять из журнала", "text", () => outbox.resolve(item.key, "theirs")));
  }
  row.append(actions);
  return row;
}

/** @param {Item} item */
const ofCell = (item) => item.command.do === "entry";

/** @param {Item} item @param {any} tools */
function refusedRow(item, { outbox, askUrl }) {
  const row = itemRow(item);
  row.append(element("span", "waiting-list__why", item.answer?.message ?? ""));
  const actions = element("span", "waiting-list__actions");
  if (item.answer?.ask && askUrl) {
    const open = button("Попросить открыть", "text", async () => {
      open.disabled = true;
      const said = await askToOpen(addressOf(askUrl, item.command.lesson), `Не записано: ${asText(item)}`);
      toast(said.message, { bad: !said.done });
      open.disabled = said.done;
    });
    actions.append(open);
  }
  actions.append(button("Скопировать", "text", () => navigator.clipboard?.writeText(asText(item))), button("Убрать из списка", "text", () => outbox.dismiss(item.key)));
  row.append(actions);
  return row;
}

/** @param {Item} item */
const asText = ({ words }) => [titled(words), words.detail, words.value].filter(Boolean).join(", ");
