// While files are read the form shows that it works: how much is sent, then a bar without an end.

for (const form of document.querySelectorAll('[data-progress-form]')) {
  form.addEventListener('submit', () => {
    const told = form.querySelector('[data-progress]');
    if (told) told.hidden = false;
  });
  window.addEventListener('pageshow', () => {
    const told = form.querySelector('[data-progress]');
    if (told) told.hidden = true;
  });
}
