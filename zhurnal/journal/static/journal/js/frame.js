// @ts-check
// How much room the grid has: measured from the window, told to the board.

const NAME_WIDTH = 206; // px at a size of 16: number, name
const STATS_WIDTH = 122;
const STATS_BESIDE = 240; // with forecast and term mark
const HEAD_HEIGHT = 62;
const HEAD_COMPACT = 53;

/**
 * Room for columns and rows in px of a 16 px size. Pure.
 * @param {{width: number, height: number, unit: number, name?: number, stats?: number, compact: boolean}} window_
 */
export function roomFor({ width, height, unit, name = NAME_WIDTH, stats = STATS_WIDTH, compact }) {
  const head = compact ? HEAD_COMPACT : HEAD_HEIGHT;
  return { width: width / unit - name - stats - 3, height: height / unit - head - 4 };
}

/** Pixels per 1/16 rem: the person's size and the browser's own. */
export const unitOf = () => parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;

/**
 * Measure, and again whenever the window changes.
 * @param {{board: import("./board.js").Board, box: HTMLElement, under: () => number}} parts `under`: px that the strip and keys need
 */
export function watchRoom({ board, box, under }) {
  const measure = () => {
    const unit = unitOf();
    const top = box.getBoundingClientRect().top + window.scrollY;
    const height = Math.max(window.innerHeight - top - under(), 220 * unit);
    const compact = window.innerHeight < 860 || window.innerWidth < 1440;
    box.style.setProperty("max-height", `${Math.floor(height)}px`);
    /** @type {HTMLElement | null} */ (box.closest(".journal__pages"))?.style.setProperty("--room", `${Math.floor(height)}px`); // the right page is no higher
    const stats = board.page.beside ? STATS_BESIDE : STATS_WIDTH;
    board.measure(roomFor({ width: box.clientWidth || box.parentElement?.clientWidth || window.innerWidth, height, unit, stats, compact }));
  };
  const seen = () => `${window.innerWidth}×${window.innerHeight}×${unitOf()}×${document.querySelector(".top-bar")?.clientHeight ?? 0}`;
  let size = "";
  /** @type {any} */
  let timer = null;
  const changed = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      const now = seen();
      if (now === size) return;
      size = now;
      const held = box.contains(document.activeElement);
      measure();
      board.build();
      if (held) board.focus();
    }, 120);
  };
  size = seen();
  window.addEventListener("resize", changed);
  // A word of the record state may want a second line in the bar: the grid gives way to it.
  const bar = document.querySelector(".top-bar");
  if (bar) new ResizeObserver(changed).observe(bar);
  new MutationObserver(changed).observe(document.documentElement, { attributes: true, attributeFilter: ["data-size", "data-interval", "data-contrast"] });
  measure();
}
