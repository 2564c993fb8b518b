// A session that ended while somebody typed. What is typed would be lost by sending it: the login
// page answers instead. So a sentence says it, and the form is held back until one has logged in
// again in another tab; then it gets the token of the new session.
//
// A form with `[data-libfees-asks]` inside, or else Wagtail's editor beside that, asks there before
// each time it is sent, and when a draft could not be saved by itself. Other forms learn of it by what
// a script of theirs was answered, which hands over the words.
(() => {
  // A form may load it for its blocks, and the screen around for itself.
  if (window.libfeesSession) return;
  let told = null;
  const asking = () => document.querySelector("[data-libfees-asks]");
  const askingForm = () => asking()?.closest("form") ?? (asking() && document.querySelector("form[data-edit-form]"));
  const heldForms = () => [...document.querySelectorAll("form[data-edit-form], [data-libfees-year]")];

  const tell = (text, link = "") => {
    told?.remove();
    told = document.createElement("div");
    told.className = "help-block help-critical libfees-logged-out";
    told.setAttribute("role", "alert");
    told.append(text, " ", link);
    document.body.append(told);
  };

  // Whether an answer came from the login page; `words` are what is told then.
  const ended = (response, { loggedOut, logIn }) => {
    const { origin, pathname, searchParams } = new URL(response.url);
    const isLogin = response.redirected && searchParams.has("next");
    if (isLogin && !told) {
      const link = document.createElement("a");
      tell(loggedOut, Object.assign(link, { href: origin + pathname, target: "_blank", rel: "noopener", textContent: logIn }));
    }
    return isLogin;
  };

  // The token that counts now, and no sentence any more; nothing if nobody is logged in.
  const renew = async () => {
    const box = asking();
    const response = await fetch(box?.dataset.libfeesAsks ?? location.pathname).catch(() => null);
    if (box && response) ended(response, box.dataset);
    else if (box) tell(box.dataset.offline);
    if (!response?.ok || response.redirected) return null;
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const token = page.querySelector("[name=csrfmiddlewaretoken]")?.value;
    if (!token) return null;
    for (const field of document.querySelectorAll("[name=csrfmiddlewaretoken]")) field.value = token;
    if (window.wagtailConfig) window.wagtailConfig.CSRF_TOKEN = token;
    told?.remove();
    told = null;
    return token;
  };

  const hold = (event) => {
    const pressed = event.type === "submit" ? event.target : event.target.closest?.("[type=submit]")?.form;
    // A form that asks is sent when it has been answered.
    if (!told || pressed === askingForm() || !heldForms().includes(pressed)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    renew();
  };

  let isAsking = false;
  let isSure = false;
  const askFirst = async (event) => {
    const { target: form, submitter: button } = event;
    if (isSure || form !== askingForm()) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (isAsking) return;
    isAsking = true;
    await window.libfeesAutosave?.settled(form);
    const isIn = await renew();
    isAsking = false;
    // Wagtail switches a button off that was pressed; what it says is sent only while it is on.
    if (button) button.disabled = false;
    if (isIn) {
      isSure = true;
      form.requestSubmit(button);
      isSure = false;
    } else {
      window.libfeesAutosave?.resumed(form);
      window.wagtail?.app?.getControllerForElementAndIdentifier(button, "w-progress")?.deactivate();
    }
  };

  // Wagtail's dialogs of a workflow send the editor's form past all that listens to its being sent.
  document.addEventListener("DOMContentLoaded", () => {
    const form = askingForm();
    if (form) form.submit = () => form.requestSubmit();
  });

  document.addEventListener("click", hold, true);
  document.addEventListener("submit", hold, true);
  document.addEventListener("submit", askFirst, true);
  document.addEventListener("w-autosave:error", ({ detail }) => {
    if (detail.type === "server_error") renew();
  });
  window.addEventListener("focus", () => told && renew());

  window.libfeesSession = { ended };
})();
