// @ts-check
// The topic: offered from the work programme, accepted by one press; folded to a line once it is recorded.

import { byOrder, plural } from "@ui/words.js";
import { answerWith, sheetDialog } from "./dialogs.js";
import { button, el, fill, refill } from "./make.js";
import { topicOf } from "./offers.js";
import { Seen } from "./seen.js";
import { shortDay } from "./words.js";

/** @typedef {import("./desk.js").Desk} Desk */

const HOURS = /** @type {[string, string, string]} */ (["час", "часа", "часов"]);
const LIMIT = 500;

export class Topic {
  /** @param {HTMLElement} root @param {Desk} desk */
  constructor(root, desk) {
    this.root = root;
    this.desk = desk;
    this.open = false;
    this.leaving = false;
    const { lesson } = desk;
    this.seen = new Seen({ read: () => ({ text: lesson.topic, version: lesson.topic_version }), waits: () => desk.waits("topic") });
    this.draw();
  }

  /** Written at once, drawn when the focus has come to where it goes. @param {HTMLTextAreaElement} field */
  #left(field) {
    this.leaving = true;
    this.#write(field.value);
    setTimeout(() => {
      this.leaving = false;
      this.draw();
    });
  }

  draw() {
    if (this.leaving) return;
    if (this.root.contains(document.activeElement) && document.activeElement instanceof HTMLTextAreaElement) {
      this.seen.passed();
      return;
    }
    this.seen.drawn();
    const { lesson, canPrepare, sheet } = this.desk;
    const offer = sheet.data.offer.topic;
    this.root.classList.toggle("is-folded", canPrepare && Boolean(lesson.topic) && !this.open); // what may only be read has nothing to unfold
    if (!canPrepare) refill(this.root, this.#label("Тема"), el("p", { class: "lesson-topic__text" }, lesson.topic || "Не записана"));
    else if (!lesson.topic && offer && !this.open) refill(this.root, ...this.#offered(offer));
    else refill(this.root, ...this.#recorded());
  }

  /** @param {string} words @param {string} [target] */
  #label(words, target) {
    return target ? el("label", { class: "lesson-part__label", for: target }, words) : el("h2", { class: "lesson-part__label" }, words);
  }

  /** @param {any} topic */
  #offered(topic) {
    return [
      this.#label(`Тема из рабочей программы, №\u00a0${topic.number}`),
      el("p", { class: "lesson-topic__text" }, topic.title),
      el("div", { class: "lesson-topic__actions" },
        button("Эта тема", () => this.desk.setTopic(topic.title, topic), { className: "button button--fix", icon: "check", "data-accept-topic": true }),
        button("Другая", () => this.#choose())),
    ];
  }

  #recorded() {
    const { lesson, sheet } = this.desk;
    const topic = topicOf(sheet);
    const field = /** @type {HTMLTextAreaElement} */ (el("textarea", { class: "input lesson-topic__field", id: "topic", rows: 2, maxlength: LIMIT, onchange: () => this.#left(field) }));
    field.value = lesson.topic;
    const { given, planned, corrected } = sheet.data.hours;
    const hours = `Дано ${given + (lesson.topic ? lesson.hours : 0)} из ${planned}\u00a0ч${byOrder(corrected)}`;
    const said = topic && lesson.topic_no ? `№\u00a0${topic.number} по плану, ${topic.hours}\u00a0ч. ${hours}` : hours;
    return [
      el("button", { type: "button", class: "lesson-topic__fold", "aria-expanded": "false", onclick: () => this.#unfold() },
        el("span", { class: "lesson-part__label" }, lesson.topic_no ? `Тема №\u00a0${lesson.topic_no}` : "Тема"), el("span", { class: "lesson-topic__line" }, lesson.topic)),
      el("div", { class: "lesson-topic__whole" },
        this.#label("Тема", "topic"), field,
        el("div", { class: "lesson-part__foot" }, el("span", {}, planned ? said : ""),
          sheet.data.topics.length ? button("Другая тема", () => this.#choose(), { className: "button button--text" }) : null)),
    ];
  }

  #unfold() {
    this.open = true;
    this.draw();
    this.root.querySelector("textarea")?.focus();
  }

  /** What was typed and not written yet is written: the page may be going. */
  flush() {
    const field = this.root.querySelector("textarea");
    if (field) this.#write(field.value);
  }

  /** @param {string} typed */
  #write(typed) {
    const text = typed.trim();
    const { lesson, sheet } = this.desk;
    if (!this.seen.differs({ text })) return;
    const topic = sheet.data.topics.find((/** @type {any} */ one) => one.title === text) ?? (text ? topicOf(sheet) : null);
    const { version } = this.seen;
    this.seen.wrote({ text });
    this.desk.setTopic(text, lesson.topic || topic?.title === text ? topic : null, version);
  }

  /** The list of the programme with a search, and one's own words. */
  async #choose() {
    const { topics } = this.desk.sheet.data;
    const { lesson } = this.desk;
    const before = { text: lesson.topic, version: lesson.topic_version }; // another may write a topic while the list is open
    const list = el("ul", { class: "lesson-choice" });
    const search = /** @type {HTMLInputElement} */ (el("input", { class: "input", type: "search", id: "topic-search", autocomplete: "off", oninput: () => show() }));
    const show = () => {
      const words = search.value.trim().toLowerCase();
      const found = topics.filter((/** @type {any} */ topic) => !words || String(topic.number) === words || topic.title.toLowerCase().includes(words));
      fill(list, ...found.map((/** @type {any} */ topic) => el("li", {}, this.#choice(topic, list))),
        words !== "" && el("li", {}, el("button", { type: "button", class: "lesson-choice__item", onclick: () => answerWith(list, "own") }, el("span", {}, "Записать своими словами: ", el("b", {}, search.value.trim())))));
    };
    show();
    const answer = await sheetDialog("Тема занятия", [
      el("div", { class: "field" }, el("label", { class: "field__label", for: "topic-search" }, topics.length ? "Найти в программе или написать свою" : "Тема своими словами"), search), list,
    ], [], { wide: true });
    const topic = topics.find((/** @type {any} */ one) => one.id === answer);
    const version = lesson.topic === before.text ? lesson.topic_version : before.version;
    if (topic) this.desk.setTopic(topic.title, topic, version);
    else if (answer === "own") this.desk.setTopic(search.value.trim().slice(0, LIMIT), null, version);
    this.open = false;
    this.draw();
  }

  /** @param {any} topic @param {HTMLElement} list */
  #choice(topic, list) {
    return el("button", { type: "button", class: "lesson-choice__item", onclick: () => answerWith(list, topic.id) },
      el("span", { class: "lesson-choice__number" }, String(topic.number)),
      el("span", {}, topic.title, el("small", { class: "quiet" }, ` ${plural(topic.hours, HOURS)}${topic.used ? `, записана ${shortDay(topic.used)}` : ""}`)));
  }
}
