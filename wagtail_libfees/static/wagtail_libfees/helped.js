// Sends the answer to “Did this help?” without leaving the page, once in a visit. Without this
// script a page says thanks.
(() => {
  "use strict";

  const kept = "libfees-helped";
  const rated = () => {
    try {
      return JSON.parse(sessionStorage[kept]);
    } catch {
      return [];
    }
  };
  const remember = (question) => {
    try {
      sessionStorage[kept] = JSON.stringify([...rated(), question]);
    } catch {}
  };

  const send = async (event) => {
    const form = event.target.closest("[data-libfees-helped]");
    if (!form) return;
    event.preventDefault();
    if (form.ariaBusy === "true") return;
    form.ariaBusy = "true";
    const body = new URLSearchParams(new FormData(form));
    const { submitter } = event;
    if (submitter?.name) body.append(submitter.name, submitter.value);
    try {
      const response = await fetch(form.action, { method: "POST", body });
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      const thanks = page.querySelector("[data-libfees-thanks]");
      if (!response.ok || !thanks) throw new Error(response.status);
      remember(body.get("question"));
      const place = form.closest("[data-libfees-thanks]") ?? form;
      place.replaceWith(thanks);
      thanks.tabIndex = -1;
      (thanks.querySelector("[name=words]") ?? thanks).focus();
    } catch {
      // The page that answers says what is wrong.
      if (submitter?.name) {
        const field = Object.assign(document.createElement("input"), { type: "hidden" });
        field.name = submitter.name;
        field.value = submitter.value;
        form.append(field);
      }
      form.submit();
    }
  };

  const hide = () => {
    const questions = rated();
    document.querySelectorAll("form[data-libfees-helped]").forEach((form) => {
      if (questions.includes(form.elements.question.value)) form.hidden = true;
    });
  };
  document.addEventListener("submit", send);
  document.addEventListener("libfees:found", hide);
  hide();
})();
