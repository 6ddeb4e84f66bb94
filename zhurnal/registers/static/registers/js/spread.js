// @ts-check
// A column copied from a spreadsheet, as texts for the rows from the present one on.

/**
 * @param {string} text lines of a clipboard; of a line with several columns the first is taken
 * @param {number} room how many rows there are
 * @returns {string[]}
 */
export function spread(text, room) {
  const lines = text.replace(/\r\n?/g, "\n").replace(/\n$/, "").split("\n");
  return lines.slice(0, Math.max(0, room)).map((line) => line.split("\t")[0].trim());
}
