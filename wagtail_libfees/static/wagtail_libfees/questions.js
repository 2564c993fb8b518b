// Makes of each question's link a button that copies the address. Without this script, or where
// the browser lets no script copy, the link stays.
(() => {
  "use strict";

  const { copy, copied } = document.currentScript.dataset;
  if (!navigator.clipboard) return;

  document.querySelectorAll("[data-libfees-question-link]").forEach((link) => {
    const address = link.href;
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = copy;
    // It is there before it speaks: else a screen reader would not hear it.
    const status = document.createElement("span");
    status.setAttribute("role", "status");
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(address);
        status.textContent = copied;
        setTimeout(() => (status.textContent = ""), 5000);
      } catch {
        button.replaceWith(link);
        link.focus();
      }
    });
    link.replaceWith(button);
    button.after(status);
  });
})();
