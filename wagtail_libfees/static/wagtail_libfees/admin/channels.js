/* Copy buttons on the channels of a notice. Without this script the text is there to be marked. */
(() => {
  const root = document.querySelector("[data-libfees-copied]");
  if (!root || !navigator.clipboard) return;
  const status = root.querySelector("[data-libfees-copy-status]");

  const copy = async (button) => {
    const source = document.getElementById(button.dataset.libfeesCopy);
    await navigator.clipboard.writeText(source.textContent);
    status.textContent = root.dataset.libfeesCopied;
    button.classList.add("libfees-channel__copied");
    setTimeout(() => {
      status.textContent = "";
      button.classList.remove("libfees-channel__copied");
    }, 2000);
  };

  root.querySelectorAll("[data-libfees-copy]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => copy(button));
  });
})();
