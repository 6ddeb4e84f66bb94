// @ts-check
/* Whether the journal itself answers again: a browser that says «online» has found a network, not the server behind it. */

const HEALTH = "/health/";
const AGAIN = 5_000; // ms

/** Calls once, when a network is there and the server answers over it.
 * @param {() => void} then */
export function whenReached(then) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let later;
  async function ask() {
    clearTimeout(later);
    if (!(await answers())) {
      if (navigator.onLine) later = setTimeout(ask, AGAIN);
      return;
    }
    window.removeEventListener("online", ask);
    then();
  }
  window.addEventListener("online", ask);
}

async function answers() {
  try {
    return (await fetch(HEALTH, { cache: "no-store", credentials: "omit" })).ok;
  } catch {
    return false; // still out of reach
  }
}
