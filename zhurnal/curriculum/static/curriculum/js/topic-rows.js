// @ts-check
// Rows of a work programme: pasted tables, order, sums against the plan. Pure; the same cases as rules/topics.py.

/** @typedef {{id: string, title: string, hours: string, kind: string, homework: string}} Row */
/** @typedef {[string, string, string[]]} Group  name, words, kinds */

export const FIELDS = /** @type {const} */ (["title", "hours", "kind", "homework"]);
const STEMS = [["лаб", "lab"], ["прак", "practical"], ["семинар", "practical"], ["контрол", "control"], ["курсов", "project"], ["консул", "consultation"], ["зачет", "credit"], ["дифф", "credit"]];
const SHORT = new Map(Object.entries({ лр: "lab", пр: "practical", пз: "practical", кр: "control", кп: "project", дз: "credit", з: "credit" }));
const KINDS = new Set(["lecture", "practical", "lab", "control", "project", "consultation", "credit"]);

/** @returns {Row} */
export const emptyRow = () => ({ id: "", title: "", hours: "2", kind: "lecture", homework: "" });

/** @param {string} words */
export function kindOf(words) {
  const plain = words.toLowerCase().replaceAll("ё", "е").trim();
  if (KINDS.has(plain)) return plain;
  const short = SHORT.get(plain.split(/[\s.№\d]/)[0]);
  return short ?? STEMS.find(([stem]) => plain.includes(stem))?.[1] ?? "lecture";
}

/** «36 ч.» as 36, null when it is no number. @param {string} words */
export function hoursOf(words) {
  const found = /^(\d{1,3})(?:[.,]0+)?\s*(?:ч|ч\.|час|часа|часов)?\.?$/.exec(words.trim().toLowerCase());
  return found && Number(found[1]) <= 200 ? Number(found[1]) : null;
}

/** Lines and fields of what a spreadsheet put on the clipboard. @param {string} text */
export function readPaste(text) {
  const clean = text.replace(/\r\n?/g, "\n").replace(/\n+$/, "");
  const lines = [[""]];
  let quoted = false;
  for (let at = 0; at < clean.length; at += 1) {
    const line = lines[lines.length - 1];
    const last = line.length - 1;
    if (quoted && clean[at] === '"' && clean[at + 1] === '"') { line[last] += '"'; at += 1; }
    else if (quoted && clean[at] === '"') quoted = false;
    else if (quoted) line[last] += clean[at];
    else if (clean[at] === '"' && line[last] === "") quoted = true;
    else if (clean[at] === "\t") line.push("");
    else if (clean[at] === "\n") lines.push([""]);
    else line[last] += clean[at];
  }
  return lines.map((line) => line.map((field) => field.replace(/\s+/g, " ").trim()));
}

/**
 * Rows after a table was pasted at a row and a field: filled to the right and downwards, rows added where they end.
 * A leading column of numbers («1», «2.») and a line of headings are recognised and left out.
 * @param {readonly Row[]} rows
 * @param {number} at
 * @param {number} field
 * @param {string[][]} table
 * @returns {Row[]}
 */
export function pasted(rows, at, field, table) {
  let lines = table.filter((line) => line.some(Boolean));
  if (lines.length && /^(?:№|n|тема|наименование|содержание)/i.test(lines[0].find(Boolean) ?? "")) lines = lines.slice(1);
  const numbered = field === 0 && lines.length > 1 && lines.every((line) => line.length > 1 && /^\d*\.?$/.test(line[0]));
  if (numbered) lines = lines.map((line) => line.slice(1));
  const made = rows.map((row) => ({ ...row }));
  lines.forEach((line, down) => {
    while (made.length <= at + down) made.push(emptyRow());
    line.forEach((value, right) => {
      const name = FIELDS[field + right];
      if (!name) return;
      if (name === "kind") made[at + down].kind = kindOf(value);
      else if (name === "hours") made[at + down].hours = value === "" ? made[at + down].hours : String(hoursOf(value) ?? value);
      else made[at + down][name] = value;
    });
  });
  return made;
}

/** @param {readonly Row[]} rows @param {number} at @param {number} by */
export function moved(rows, at, by) {
  const to = at + by;
  if (to < 0 || to >= rows.length) return [...rows];
  const made = [...rows];
  made.splice(to, 0, ...made.splice(at, 1));
  return made;
}

/** @param {string} text */
const capital = (text) => text.slice(0, 1).toUpperCase() + text.slice(1);

/**
 * How topics in their order fill the semesters of the plan, a line for each; none for one semester. Cases: tests/cases/topics.json.
 * @param {readonly Row[]} rows @param {Record<string, Record<string, number>>} plans @param {Group[]} groups
 */
export function bySemester(rows, plans, groups) {
  const numbers = Object.keys(plans).map(Number).sort((one, other) => one - other);
  const hours = (/** @type {Row} */ row) => hoursOf(row.hours || "2") ?? 0;
  const named = rows.filter((row) => row.title.trim()); // blank rows are no topics: the server leaves them out
  let first = 0;
  return numbers.length < 2 ? [] : numbers.map((semester) => {
    const planned = Object.values(plans[semester]).reduce((sum, one) => sum + one, 0);
    let [taken, last] = [0, first];
    for (; last < named.length && (taken < planned || semester === numbers[numbers.length - 1]); last += 1) taken += hours(named[last]);
    const own = named.slice(first, last);
    const from = first + 1;
    first = last;
    if (!own.length) return `${semester} семестр: тем нет, по плану ${planned} ч`;
    const { difference } = sums(own, plans[semester], groups);
    const topics = own.length > 1 ? `темы ${from}–${last}` : `тема ${last}`;
    return `${semester} семестр: ${topics}, ${taken} из ${planned} ч${difference ? ` (${difference.slice(0, 1).toLowerCase()}${difference.slice(1)})` : ""}`;
  });
}

/** The one line of sums, and the difference in words. @param {readonly Row[]} rows @param {Record<string, number>} plan @param {Group[]} groups */
export function sums(rows, plan, groups) {
  const known = Object.keys(plan).length > 0;
  const found = groups.map(([name, words, kinds]) => ({
    words,
    planned: plan[name] ?? 0,
    given: rows.filter((row) => row.title.trim() && kinds.includes(row.kind)).reduce((sum, row) => sum + (hoursOf(row.hours || "2") ?? 0), 0),
  })).filter((one) => one.planned || one.given);
  const line = found.map((one) => `${one.words} ${one.given}${known ? ` из ${one.planned}` : ""} ч`).join(" · ");
  const difference = !known ? "" : found.filter((one) => one.given !== one.planned)
    .map((one) => (one.given < one.planned ? `${one.words}: не хватает ${one.planned - one.given} ч` : `${one.words}: лишних ${one.given - one.planned} ч`)).join("; ");
  return { line: capital(line), difference: capital(difference) };
}
