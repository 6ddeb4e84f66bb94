// @ts-check
// Two values of one cell, side by side; and why a lesson is closed, with the way out.

import { toast } from "@ui/toast.js";
import { icon } from "@ui/icons.js";
import { speak } from "@ui/speak.js";
import { addressOf, askToOpen } from "./ask.js";
import { cardActions, cardHead, closeCard, showCard } from "./card.js";
import { toneOf, valueText } from "./cell-view.js";
import { dayMonth } from "./days.js";
import { button, element } from "./element.js";
import { CHOICE_KEEPS } from "./record-words.js";

/** @param {string} iso */
const clock = (iso) => (/T(\d\d:\d\d)/.exec(iso)?.[1] ?? "");
/** @param {string} iso */
const localClock = (iso) => new Date(iso).toLocaleTimeString("ru", { hour: "2-digit", minute: "2-digit" });

/** @param {string} title @param {string} value @param {string} who @param {HTMLElement} act */
function side(title, value, who, act) {
  const box = element("div", "versus__side");
  const line = element("div", "versus__value");
  const tone = toneOf(value);
  const chip = element("span", `mark ${["5", "4", "3", "2"].includes(tone) ? `mark--${tone}` : "mark--absent"}`, valueText(value) || "–");
  line.append(chip, element("span", "", who));
  box.append(element("div", "soft", title), line, act);
  return box;
}

/**
 * @param {Element} anchor
 * @param {{item: import("./outbox.js").Item, student: string, date: string, work: string,
 *   choose: (choice: "mine" | "theirs") => void, onClose: () => void}} about
 */
export function showConflict(anchor, { item, student, date, work, choose, onClose }) {
  const { answer, command } = item;
  const mine = String(command.value ?? "");
  const theirs = String(answer?.value ?? "");
  const title = element("div", "card__title card__title--icon");
  title.append(icon("fork", "conflict"), "Два разных значения");
  const head = element("div", "card__head");
  const words = element("div", "");
  words.append(title, element("div", "soft", `${student} · ${dayMonth(date)} · ${work}. Пока ваша запись шла в журнал, клетку изменил другой человек или другое ваше устройство.`));
  head.append(words);
  const act = (/** @type {"mine" | "theirs"} */ choice) => () => {
    choose(choice);
    closeCard();
  };
  const keep = button(mine ? `Оставить ${valueText(mine)}` : "Оставить пусто", "main", act("mine"));
  const take = button(theirs ? `Принять ${valueText(theirs)}` : "Принять пусто", "", act("theirs"));
  const versus = element("div", "versus");
  versus.append(
    side(`Ваше, ${localClock(item.made_at)}`, mine, "с этого устройства", keep),
    side(`В журнале${answer?.at ? `, ${clock(answer.at)}` : ""}`, theirs, answer?.author ?? "", take),
  );
  const foot = element("div", "card__foot", CHOICE_KEEPS);
  showCard(anchor, { className: "card--conflict", label: "Два разных значения", parts: [head, versus, foot], focus: keep, onClose });
}

/**
 * @param {Element} anchor
 * @param {{lock: import("./page.js").Lock, lesson?: import("./page.js").Lesson, cell?: {place: string, words: string} | null,
 *   askUrl: string, onClose: () => void}} about  `cell`: the one at which the person stands
 */
export function showLock(anchor, { lock, lesson, cell = null, askUrl, onClose }) {
  const [first, ...rest] = lock.message.split(/(?<=[.!?])\s+/);
  const title = element("div", "card__title card__title--icon");
  title.append(icon({ future_lesson: "clock", folded: "info" }[lock.code] ?? "lock"), first.replace(/\.$/, ""));
  const head = element("div", "card__head");
  const words = element("div", "");
  words.append(title, ...(rest.length ? [element("div", "soft", rest.join(" "))] : []));
  head.append(words);
  speak(lock.message, "assertive");
  if (!lock.ask || !lesson || !askUrl) {
    showCard(anchor, { className: "card--lock", label: lock.message, parts: [head], onClose, takesKeys: false });
    return;
  }
  const ask = button("Попросить открыть", "main", () => askFor(anchor, lesson, cell, askUrl, onClose));
  showCard(anchor, { className: "card--lock", label: lock.message, parts: [head, cardActions(ask, button("Понятно", "text", closeCard))], focus: ask, onClose });
}

/** @param {Element} anchor @param {import("./page.js").Lesson} lesson @param {{place: string, words: string} | null} cell @param {string} askUrl @param {() => void} onClose */
function askFor(anchor, lesson, cell, askUrl, onClose) {
  const field = element("textarea", "input");
  field.rows = 2;
  field.maxLength = 500;
  field.id = "reason-to-open";
  const label = element("label", "field__label", "Зачем открыть занятие");
  label.htmlFor = field.id;
  const error = element("p", "field__error");
  const wrap = element("div", "field reason__body");
  const only = element("input", "");
  only.type = "checkbox";
  only.checked = true;
  const choice = element("label", "check");
  choice.append(only, element("span", "", `Только клетку: ${cell?.words}`));
  wrap.append(label, field, ...(cell ? [choice] : []), error);
  const send = button("Отправить просьбу", "main", async () => {
    send.disabled = true;
    const said = await askToOpen(addressOf(askUrl, lesson.id), field.value.trim(), cell && only.checked ? [cell.place] : []);
    send.disabled = false;
    if (!said.done) {
      error.textContent = said.message;
      field.focus();
      return;
    }
    closeCard();
    toast(said.message);
  });
  const head = cardHead(`Открыть занятие ${dayMonth(lesson.date)}`, undefined, "Просьба уйдёт заместителю директора.");
  showCard(anchor, { className: "card--lock", label: "Просьба открыть занятие", parts: [head, wrap, cardActions(send, button("Не просить", "", closeCard))], focus: field, onClose });
}
