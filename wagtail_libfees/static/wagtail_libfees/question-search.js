// Searches the questions while one types; a form that is posted keeps its words out of the address.
(() => {
  "use strict";

  const form = document.querySelector("[data-libfees-search]");
  const found = document.querySelector("[data-libfees-found]");
  const count = document.querySelector("[data-libfees-count]");
  if (!form || !found || !count) return;
  const field = form.elements.q;
  let shown = field.value.trim();
  let told = shown;
  let turn = 0;
  let pause;

  // What is typed yet is not counted.
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
  // What is posted is not counted: asking again would take away the answer one stands on.
  if (form.method !== "post") field.addEventListener("change", () => ask(false));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    ask(false);
  });
})();
