// @ts-check
/* Slips come as a file, and a page from which a file came stays as it was: those who have been given one would still stand there as
   before. So the file is fetched and saved, and the page is read anew. Whatever is no file (who is there? why not?) is shown as the
   form itself would have got it; where no script runs the form alone does all but the last. */

const form = document.querySelector("form[data-slips]");

if (form instanceof HTMLFormElement) {
  form.addEventListener("submit", async (event) => {
    const button = event.submitter;
    if (!(button instanceof HTMLButtonElement) || button.hasAttribute("formaction")) return;
    event.preventDefault();
    button.disabled = true;
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form) }).catch(() => null);
    if (!answer?.ok || answer.headers.get("Content-Type") !== "application/pdf") {
      form.submit(); // nothing was given: the same answer, as a page
      return;
    }
    const link = document.createElement("a");
    link.href = URL.createObjectURL(await answer.blob());
    link.download = form.dataset.slips ?? "";
    link.click();
    location.reload();
  });
}
