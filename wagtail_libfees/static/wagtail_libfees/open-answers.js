// Opens answers, and remembers which: docs/styling.md.
(() => {
  "use strict";

  const words = document.currentScript.dataset;
  const all = () => [...document.querySelectorAll(".libfees-question")];
  const isOpen = () => all().every((one) => one.open);
  const set = (open, some = all()) => some.forEach((one) => (one.open = open));
  const idOf = (one) => one.querySelector(".libfees-answer").id;
  const button = document.createElement("button");
  Object.assign(button, { type: "button", className: "libfees-button libfees-button--plain libfees-open-all", onclick: () => set(!isOpen()) });

  const isFound = () => document.getElementById("libfees-answers");
  const remember = () => {
    button.textContent = isOpen() ? words.close : words.open;
    try {
      if (words.kept && !isFound()) sessionStorage[words.kept] = all().filter((one) => one.open).map(idOf);
    } catch {}
  };
  const recall = () => {
    try {
      const open = sessionStorage[words.kept].split(",");
      all().forEach((one) => (one.open = open.includes(idOf(one))));
    } catch {}
  };

  const prepare = () => {
    if (isFound() || !all().length) return;
    recall();
    remember();
    if (all().length > 1) document.querySelector(".libfees-questions").before(button);
  };
  const follow = () => {
    const one = document.getElementById(location.hash.slice(1))?.closest(".libfees-question");
    if (one) one.open = true;
  };

  let closed;
  addEventListener("beforeprint", () => {
    closed = all().filter((one) => !one.open);
    set(true);
  });
  addEventListener("afterprint", () => set(false, closed));
  const finds = "onbeforematch" in document.body;
  addEventListener("keydown", (key) => !finds && key.key === "f" && (key.ctrlKey || key.metaKey) && set(true));
  addEventListener("hashchange", follow);
  addEventListener("toggle", remember, true);
  document.addEventListener("libfees:found", prepare);
  prepare();
  follow();
})();
