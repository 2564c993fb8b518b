// Wagtail saves a draft by itself. This keeps two things true of it.
//
// Who publishes while a draft is on its way would meet it as somebody else's, and for a new page as
// another page with the same address; so the form is sent when the draft has arrived.
//
// A date that is half typed does not keep the rest from being saved: the server is told that nobody
// pressed a button, and answers which fields it could not read. They say so, and leaving asks first.
(() => {
  if (window.libfeesAutosave) return;
  const words = () => document.querySelector("[data-libfees-asks]").dataset;
  let latest = null;
  let isLeaving = false;

  document.addEventListener("w-autosave:save", (event) => {
    if (isLeaving) event.preventDefault();
    latest = event;
    event.detail.formData.set("libfees_autosave", "1");
  });

  // Resolves when no draft is on its way; one that has not left yet does not leave.
  const settled = async (form) => {
    isLeaving = true;
    latest?.preventDefault();
    const controller = window.wagtail?.app.getControllerForElementAndIdentifier(form, "w-autosave");
    await controller?.submitPromise;
  };

  const resumed = () => {
    isLeaving = false;
  };

  // Notes at fields, by their names.
  const notes = new Map();

  const tell = (form, unread) => {
    for (const note of notes.values()) note.remove();
    notes.clear();
    for (const [name, message] of Object.entries(unread)) {
      const field = form.elements.namedItem(name);
      const note = document.createElement("p");
      note.className = "error-message libfees-unsaved";
      note.setAttribute("role", "status");
      // Beside a date the widget says what is wrong with it.
      const isTold = field.matches("[data-controller~=libfees-date]");
      note.textContent = `${isTold ? "" : message} ${words().unsaved}`.trim();
      (field.closest("[data-field-input]") ?? field).after(note);
      notes.set(name, note);
    }
  };

  document.addEventListener("w-autosave:success", ({ target, detail }) => {
    tell(target, detail.response.field_updates?.libfees_unread ?? {});
  });

  window.addEventListener("beforeunload", (event) => {
    if (notes.size && !isLeaving) event.preventDefault();
  });

  window.libfeesAutosave = { settled, resumed };
})();
