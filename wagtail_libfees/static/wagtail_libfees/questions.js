// Makes of each question's link a button that copies the address. Without this script, or where
// the browser lets no script copy, the link stays.
(() => {
  "use strict";

  const words = document.currentScript.dataset;

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

  const prepare = () => {
    if (navigator.clipboard) document.querySelectorAll("[data-libfees-question-link]").forEach(copyButton);
  };
  document.addEventListener("libfees:found", prepare);
  prepare();
})();
