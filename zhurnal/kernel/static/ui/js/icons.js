// @ts-check
/* An icon made by script; the sprite's hashed address stands in <html data-icons>. */

const SVG = "http://www.w3.org/2000/svg";

/**
 * @param {string} name
 * @param {string} tone
 * @returns {SVGSVGElement}
 */
export function icon(name, tone = "") {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", tone ? `icon icon--${tone}` : "icon");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `${document.documentElement.dataset.icons ?? ""}#${name}`);
  svg.append(use);
  return svg;
}
