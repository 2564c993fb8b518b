// Renews the preview of the payment text while one types. Without this script the button beside it
// shows the preview in a window of its own.
(() => {
  const start = () => {
    const preview = document.querySelector("[data-libfees-preview]");
    const form = preview?.closest("form");
    if (!form || !window.fetch) return;
    document.querySelector("[data-libfees-preview-button]")?.setAttribute("hidden", "");

    let waiting = null;
    let latest = 0;
    const renew = async () => {
      const asked = ++latest;
      try {
        const response = await fetch(preview.dataset.libfeesPreview, {
          method: "POST",
          body: new FormData(form),
          headers: { "X-Requested-With": "fetch" },
        });
        const html = response.ok ? await response.text() : null;
        if (html === null || asked !== latest) return;
        const parsed = new DOMParser().parseFromString(html, "text/html");
        preview.replaceChildren(...parsed.body.childNodes);
      } catch {
        // The next keystroke asks again.
      }
    };
    const soon = () => {
      clearTimeout(waiting);
      waiting = setTimeout(renew, 400);
    };
    form.addEventListener("input", soon);
    form.addEventListener("change", soon);
    // A block that is removed or moved by its buttons tells of no input.
    form.addEventListener("click", (event) => event.target.closest("button") && soon(), true);
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
