// @ts-check
/** Finding by words, as `rules/search.py` does: every word of the query stands somewhere in the text. No DOM. */

/** @param {string} text */
export function plain(text) {
  return text.toLowerCase().replaceAll("ё", "е").split(/\s+/u).filter(Boolean).join(" ");
}

/**
 * Whether each word of the query is a part of the text; an empty query finds everything.
 * @param {string} text
 * @param {string} query
 */
export function matches(text, query) {
  const wanted = plain(text);
  return plain(query).split(" ").every((word) => wanted.includes(word));
}
