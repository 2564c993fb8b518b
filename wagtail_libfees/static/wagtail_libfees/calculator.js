// Answers the calculator without loading the page again: docs/styling.md.
(() => {
  const form = document.querySelector("[data-libfees-calculator]:not([data-live])");
  const answer = form?.previousElementSibling;
  if (!answer || !window.fetch) return;
  form.dataset.live = "";
  const prefix = document.querySelector("[data-libfees-wrong]")?.dataset.libfeesWrong;
  const title = prefix ? document.title.slice(prefix.length + 1) : document.title;

  const replaceParts = (html) => {
    const reply = new DOMParser().parseFromString(html, "text/html");
    const fields = form.querySelector("[data-libfees-fields]");
    const result = reply.querySelector("[data-libfees-result]");
    fields.replaceChildren(...reply.querySelector("[data-libfees-fields]").childNodes);
    answer.replaceChildren(...result.childNodes);
    const wrong = result.dataset.libfeesWrong;
    document.title = wrong ? `${wrong} ${title}` : title;
  };

  const moveFocus = () => {
    const items = form.querySelectorAll("[data-libfees-item]");
    const last = items[items.length - 1]?.querySelector("input");
    const target = answer.querySelector("#answer") || last || form.querySelector("[name=due]");
    target.focus();
    target.scrollIntoView({ block: "nearest" });
  };

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    let response;
    try {
      response = await fetch(form.dataset.libfeesCalculator, {
        method: "POST",
        body: new FormData(form, event.submitter),
        headers: { "X-Requested-With": "fetch" },
      });
    } catch {
      response = null;
    }
    if (!response || !(response.ok || response.status === 400)) {
      form.removeAttribute("data-libfees-calculator");
      HTMLFormElement.prototype.submit.call(form);
      return;
    }
    replaceParts(await response.text());
    moveFocus();
  });
})();
