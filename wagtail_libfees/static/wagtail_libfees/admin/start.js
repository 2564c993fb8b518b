/*
 * A step of the guided start keeps what is typed when the session has ended: before the form is
 * sent it asks whether somebody is logged in, and takes the token of a login made meanwhile.
 */
(() => {
  const form = document.getElementById("w-editor-form");
  const box = document.getElementById("libfees-session");
  if (!form || !box) return;
  let alive = false;

  // Wagtail's rich text has a label beside it that no screen reader hears.
  const nameTexts = () => {
    form.querySelectorAll("[contenteditable=true]:not([aria-label])").forEach((text) => {
      const label = text.closest(":has(> label)")?.querySelector("label");
      if (label) text.setAttribute("aria-label", label.firstChild.textContent.trim());
    });
  };
  new MutationObserver(nameTexts).observe(form, { childList: true, subtree: true });
  nameTexts();

  const tell = (ended) => {
    const words = box.dataset;
    box.textContent = `${ended ? words.ended : words.offline} `;
    if (ended) {
      const link = document.createElement("a");
      Object.assign(link, { href: words.loginUrl, target: "_blank", textContent: words.login });
      box.append(link, `. ${words.again}`);
    }
    box.hidden = false;
    box.scrollIntoView({ block: "nearest" });
  };

  const ask = async (submitter) => {
    let answer;
    try {
      answer = await fetch("?alive=1", { redirect: "manual", headers: { Accept: "application/json" } });
    } catch {
      tell(false);
      return;
    }
    if (!answer.ok) {
      tell(answer.status < 500);
      return;
    }
    const { token } = await answer.json();
    form.elements.csrfmiddlewaretoken.value = token;
    box.hidden = true;
    alive = true;
    form.requestSubmit(submitter);
  };

  form.addEventListener(
    "submit",
    (event) => {
      if (alive) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      ask(event.submitter);
    },
    true,
  );
})();
