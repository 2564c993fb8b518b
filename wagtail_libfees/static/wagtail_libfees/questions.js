// Copies the address of a question, and searches: docs/styling.md.
(() => {
  const words = document.currentScript.dataset;

  const copyButton = (link) => {
    const address = link.href;
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = words.copy;
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

(() => {
  const form = document.querySelector("[data-libfees-search]");
  const found = document.querySelector("[data-libfees-found]");
  const count = document.querySelector("[data-libfees-count]");
  if (!form || !found || !count) return;
  const field = form.elements.q;
  let shown = field.value.trim();
  let told = shown;
  let turn = 0;
  let pause;

  const ask = async (typing) => {
    clearTimeout(pause);
    const words = field.value.trim();
    if (words === (typing || form.method === "post" ? shown : told)) return;
    const address = new URL(form.action);
    const asked = new FormData(form);
    let sent;
    if (form.method === "post") sent = { method: "POST", body: asked };
    else {
      asked.forEach((value, name) => value.trim() && address.searchParams.set(name, value));
      history.replaceState(null, "", address);
      if (typing) address.searchParams.set("typing", "1");
    }
    if (!typing) told = words;
    shown = words;
    const mine = ++turn;
    try {
      const answer = await fetch(address, sent);
      if (!answer.ok) throw answer;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (mine !== turn) return;
      found.replaceChildren(...page.querySelector("[data-libfees-found]").childNodes);
      count.textContent = page.querySelector("[data-libfees-count]").textContent;
      document.dispatchEvent(new Event("libfees:found"));
    } catch {
      if (!typing) form.submit();
    }
  };

  field.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(ask, 250, true);
  });
  if (form.method !== "post") field.addEventListener("change", () => ask(false));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    ask(false);
  });
})();
