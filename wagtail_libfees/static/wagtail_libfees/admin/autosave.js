// Wagtail saves a draft by itself. This keeps four things true of it.
//
// Who publishes while a draft is on its way would meet it as somebody else's, and for a new page as
// another page with the same address; so the form is sent when the draft has arrived.
//
// What is typed while a draft is on its way is not saved by it. Wagtail takes the form for saved as
// it is when the answer comes, so that this would never be saved; here it is compared with what was
// sent.
//
// A draft approves nothing: the fields that a button of a workflow leaves in the form do not go with
// it, nor with the next button when that one has come to nothing.
//
// A date that is half typed does not keep the rest from being saved: the server is told that nobody
// pressed a button, and answers which fields it could not read. They say so, and leaving asks first.
(() => {
  if (window.libfeesAutosave) return;
  const words = () => document.querySelector("[data-libfees-asks]").dataset;
  const controllerOf = (form, name) => window.wagtail?.app.getControllerForElementAndIdentifier(form, name);
  const isPressed = (name) => /^(action|workflow-action)-/.test(name);
  let latest = null;
  let sent = "";
  let isLeaving = false;

  document.addEventListener("w-autosave:save", (event) => {
    if (isLeaving) event.preventDefault();
    latest = event;
    sent = controllerOf(event.target, "w-unsaved")?.formData ?? "";
    const { formData } = event.detail;
    for (const name of [...formData.keys()].filter(isPressed)) formData.delete(name);
    formData.set("libfees_autosave", "1");
  });

  // Wagtail's own answer to this has been given: it stands on the form itself.
  document.addEventListener("w-autosave:success", ({ target, detail }) => {
    const unsaved = controllerOf(target, "w-unsaved");
    if (!unsaved) return;
    const saved = new URLSearchParams(sent);
    for (const [name, value] of Object.entries(detail.response.field_updates ?? {})) {
      if (saved.has(name)) saved.set(name, value ?? "");
    }
    unsaved.initialFormData = saved.toString();
    unsaved.previousFormData = unsaved.initialFormData;
    unsaved.check();
  });

  // Resolves when no draft is on its way; one that has not left yet does not leave.
  const settled = async (form) => {
    isLeaving = true;
    latest?.preventDefault();
    await controllerOf(form, "w-autosave")?.submitPromise;
  };

  const resumed = (form) => {
    isLeaving = false;
    for (const field of form.querySelectorAll("input[type=hidden]")) {
      if (isPressed(field.name)) field.remove();
    }
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
