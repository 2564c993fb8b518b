// Answers the calculator's question without loading the page again, and without putting what was
// typed into the address. Without this script the form works as a plain GET form.
(() => {
  const form = document.querySelector("[data-libfees-calculator]");
  const answer = document.querySelector("[data-libfees-answer]");
  if (!form || !answer || !window.fetch) return;

  const replaceParts = (html) => {
    const reply = new DOMParser().parseFromString(html, "text/html");
    const fields = form.querySelector("[data-libfees-fields]");
    fields.replaceChildren(...reply.querySelector("[data-libfees-fields]").childNodes);
    answer.replaceChildren(...reply.querySelector("[data-libfees-result]").childNodes);
  };

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const data = new FormData(form, event.submitter);
    const wantsMore = event.submitter?.name === "more";
    let response;
    try {
      response = await fetch(form.dataset.libfeesCalculator, {
        method: "POST",
        body: data,
        headers: { "X-Requested-With": "fetch" },
      });
    } catch {
      response = null;
    }
    // 400 is an answer too: it marks the fields. Anything else is left to the plain form.
    if (!response || !(response.ok || response.status === 400)) {
      form.removeAttribute("data-libfees-calculator");
      HTMLFormElement.prototype.submit.call(form);
      return;
    }
    replaceParts(await response.text());
    const invalid = form.querySelector("[aria-invalid]");
    const items = form.querySelectorAll("[data-libfees-item]");
    const target = wantsMore ? items[items.length - 1]?.querySelector("input") : invalid;
    target?.focus();
  });
})();
