// @ts-check
// Works of a lesson by the keyboard: another one, another kind for the one at hand, an empty one away.

import { showKinds } from "./kind-menu.js";
import { lessonLock } from "./rights.js";

/**
 * Choosing a kind: a second column for this lesson, or another kind for the column at hand.
 * @param {{board: import("./board.js").Board, page: import("./page.js").Page, pen: import("./pen.js").Pen, ledger: import("./ledger.js").Ledger, explain: (lock: any, lesson?: any) => void}} parts
 */
export function buildWorkMenu({ board, page, pen, ledger, explain }) {
  /** @param {(lesson: import("./page.js").Lesson, column: import("./columns.js").WorkColumn) => void} act */
  const guarded = (act) => {
    const { column, cell } = board;
    if (column?.type !== "work" || !cell) return;
    const lock = lessonLock(page, column.lesson);
    if (lock && lock.code !== "future_lesson") explain(lock, column.lesson);
    else act(column.lesson, column);
  };
  const second = () => guarded((lesson) => showKinds(/** @type {Element} */ (board.cell), {
    kinds: page.openKinds(lesson), current: page.openKinds(lesson).find((kind) => !lesson.works.some((work) => work.kind === kind.code))?.code,
    title: lesson.works.length ? "Ещё одна отметка: вид работы" : "Вид работы", choose: (code) => pen.addWork(code), onClose: () => board.focus(),
  }));
  const kind = () => guarded((lesson, column) => {
    if (!column.work) return second();
    const { slot, kind: current, title } = column.work;
    const empty = !page.students.some((_, row) => page.cell(row, lesson.id, slot).value || page.cell(row, lesson.id, -slot).value);
    const before = { kind: current, title };
    showKinds(/** @type {Element} */ (board.cell), {
      kinds: page.openKinds(lesson, current), current, title: "Вид работы и вес", onClose: () => board.focus(),
      choose: (code) => code !== current && ledger.carryOut([{ kind: "work", lesson: lesson.id, slot, before, after: { kind: code, title } }], "вид работы"),
      ...(empty ? { remove: () => ledger.carryOut([{ kind: "work", lesson: lesson.id, slot, before, after: null }], "столбец убран") } : {}),
    });
    return undefined;
  });
  return { second, kind };
}
