// @ts-check
// Questions to the server about slots. Nothing here throws.

const csrf = () => document.querySelector('meta[name="csrf"]')?.getAttribute("content") ?? "";
const LOST = "Нет связи с сервером: сетка не изменена. Повторите, когда связь появится.";

/**
 * @param {string} url
 * @param {object} [body] a POST when given
 * @returns {Promise<any>} the answer, or {message} of what went wrong
 */
export async function ask(url, body) {
  const headers = { Accept: "application/json", "Content-Type": "application/json", "X-CSRFToken": csrf() };
  const options = body ? { method: "POST", headers, body: JSON.stringify(body) } : { headers };
  try {
    const answer = await fetch(url, { credentials: "same-origin", cache: "no-store", ...options });
    const data = await answer.json().catch(() => null);
    return data ?? { message: LOST };
  } catch {
    return { message: LOST };
  }
}

/** The board as it stands now, or null. */
export async function freshBoard() {
  try {
    const answer = await fetch(location.href, { credentials: "same-origin", cache: "no-store" });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    return { board: page.querySelector("[data-board]"), note: page.querySelector(".page-head__note") };
  } catch {
    return null;
  }
}
