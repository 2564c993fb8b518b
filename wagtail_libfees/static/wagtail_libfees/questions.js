// Makes of each question's link a button that copies the address, and opens or closes all answers.
// Without this script, or where the browser lets no script copy, the link stays.
(() => {
  "use strict";

  const words = document.currentScript.dataset;
  const questions = () => document.querySelectorAll(".libfees-question");

  const copyButton = (link) => {
    const address = link.href;
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = words.copy;
    // It is there before it speaks: else a screen reader would not hear it.
    const status = document.createElement("span");
    status.setAttribute("role", "status");
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(address);
        status.textContent = words.copied;
        setTimeout(() => (status.textContent = ""), 5000);
      } catch {
        button.replaceWith(link);
        link.focus();
      }
    });
    link.replaceWith(button);
    button.after(status);
  };

  const openAllButton = () => {
    const first = document.querySelector(".libfees-questions");
    const isOpen = () => [...questions()].every((question) => question.open);
    // What a search has found is open.
    if (!first || questions().length < 2 || isOpen()) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "libfees-button libfees-button--plain libfees-open-all";
    const name = () => (button.textContent = isOpen() ? words.close : words.open);
    button.addEventListener("click", () => {
      const open = !isOpen();
      questions().forEach((question) => (question.open = open));
      name();
    });
    // It says what it does next, also after a question was opened by itself.
    questions().forEach((question) => question.addEventListener("toggle", name));
    name();
    first.before(button);
  };

  const prepare = () => {
    if (navigator.clipboard) document.querySelectorAll("[data-libfees-question-link]").forEach(copyButton);
    openAllButton();
  };

  // Older browsers print and follow an address without opening the answer.
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = [...questions()].filter((question) => !question.open);
    closed.forEach((question) => (question.open = true));
  });
  addEventListener("afterprint", () => closed.forEach((question) => (question.open = false)));
  const follow = () => {
    const question = document.getElementById(location.hash.slice(1))?.closest(".libfees-question");
    if (question) question.open = true;
  };
  addEventListener("hashchange", follow);
  document.addEventListener("libfees:found", prepare);
  prepare();
  follow();
})();
