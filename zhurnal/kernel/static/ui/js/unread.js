// @ts-check
/* The bell: how many notices wait. Answers to pages that ask for what is new tell the number by the way. */

/** Shows the number that the answer brought, if it brought one.
 * @param {Response} answer */
export function hearUnread(answer) {
  const told = answer.headers.get("X-Unread");
  if (told === null) return;
  for (const place of document.querySelectorAll("[data-unread]")) {
    const number = place.querySelector("[data-unread-number]");
    if (!number || number.textContent === told) continue;
    number.textContent = told;
    place.toggleAttribute("hidden", told === "0");
  }
}
