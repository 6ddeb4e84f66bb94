// @ts-check
/* While files are read or rows are written the form shows how far it is: a key that nobody guesses goes with the form, and the
   page asks with it. Without a script the form works all the same. */

const STEP = 400;
let timer = 0;

/** 32 hexadecimal digits; without ``randomUUID``, which a plain http address of a college's network does not have. */
function freshKey() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** @param {HTMLElement} told @param {string} key */
async function ask(told, key) {
  try {
    const answer = await fetch(`${told.dataset.progress}?key=${key}`, { cache: "no-store", redirect: "error" });
    if (answer.ok) draw(told, await answer.json());
  } catch {
    return; // the page is leaving, or the network is: the bar stays as it is
  }
  timer = window.setTimeout(ask, STEP, told, key);
}

/** @param {HTMLElement} told @param {{words: string, count: string, share: number}} said */
function draw(told, said) {
  const [words, count, bar] = ["[data-progress-words]", "[data-progress-count]", "progress"].map((one) => told.querySelector(one));
  if (!said.words || !words || !count || !(bar instanceof HTMLProgressElement)) return;
  if (words.textContent !== said.words) words.textContent = said.words;
  count.textContent = said.count;
  bar.value = Math.max(bar.value, said.share);
}

for (const form of document.querySelectorAll("form[data-progress-form]")) {
  const told = form.querySelector("[data-progress]") ?? document.querySelector("[data-progress]");
  if (!(told instanceof HTMLElement) || !(form instanceof HTMLFormElement)) continue;
  const field = Object.assign(document.createElement("input"), { type: "hidden", name: "progress" });
  form.append(field);
  form.addEventListener("submit", () => {
    field.value = freshKey();
    told.hidden = false;
    window.clearTimeout(timer);
    timer = window.setTimeout(ask, STEP, told, field.value);
  });
  window.addEventListener("pageshow", () => {
    window.clearTimeout(timer);
    told.hidden = true;
    told.querySelector("progress")?.removeAttribute("value");
  });
}
