// @ts-check

/**
 * An element with a class and a text.
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {string} [className]
 * @param {string} [text]
 * @returns {HTMLElementTagNameMap[K]}
 */
export function element(tag, className = "", text = "") {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
}

/**
 * A button of the product.
 * @param {string} words
 * @param {string} kind "main", "text", "row", … or ""
 * @param {() => void} act
 */
export function button(words, kind, act) {
  const made = element("button", `button${kind ? ` button--${kind}` : ""}`, words);
  made.type = "button";
  made.addEventListener("click", act);
  return made;
}
