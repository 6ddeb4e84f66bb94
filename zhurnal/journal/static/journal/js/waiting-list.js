// @ts-check
// What waits, what was refused, what differs: the list behind the record state.

import { icon } from "@ui/icons.js";
import { toast } from "@ui/toast.js";
import { addressOf, askToOpen } from "./ask.js";
import { button, element } from "./element.js";
import { titled } from "./outbox.js";
import { keptWords } from "./record-words.js";

/** @typedef {import("./outbox.js").Item} Item */

/**
 * @param {HTMLElement} panel
 * @param {{outbox: import("./outbox.js").Outbox, sender: import("./sender.js").Sender, close: () => void,
 *   onChoose?: (item: Item) => void, askUrl?: string}} tools
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

/** @param {Item} item */
function itemRow(item) {
  const row = element("li", "waiting-list__item");
  const words = element("span", "waiting-list__words");
  words.append(element("b", "", titled(item.words)), element("span", "soft", item.words.detail));
  row.append(words, element("span", "waiting-list__value", item.words.value || "убрать"));
  return row;
}

/** @param {Item} item @param {any} tools */
function conflictRow(item, { outbox, onChoose, close }) {
  const row = itemRow(item);
  const actions = element("span", "waiting-list__actions");
  if (onChoose && item.command.do === "entry") {
    actions.append(button("Выбрать", "text", () => { close(); onChoose(item); }));
  } else {
    actions.append(button("Оставить моё", "text", () => outbox.resolve(item.key, "mine")), button("Принять из журнала", "text", () => outbox.resolve(item.key, "theirs")));
  }
  row.append(actions);
  return row;
}

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
