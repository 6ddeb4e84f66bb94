// @ts-check
/* What a camera read from the slip stands behind «#», which no server is told: it fills the two fields and leaves the address. */

const [login, code] = decodeURIComponent(location.hash.slice(1)).split(":");

if (login && code) {
  for (const [name, value] of Object.entries({ login, code })) {
    const field = document.querySelector(`input[name="${name}"]`);
    if (field instanceof HTMLInputElement) field.value = value;
  }
  history.replaceState(null, "", location.pathname);
  const password = document.querySelector('input[name="password"]');
  if (password instanceof HTMLInputElement) password.focus();
}
