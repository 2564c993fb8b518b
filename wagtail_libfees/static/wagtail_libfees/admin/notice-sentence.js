// Keeps the sentences above the days of a notice true while one types. Without this script they are
// those of the saved draft.
(() => {
  const PAUSE = 300;
  const LONGEST = 80;
  const NAMES = [
    "kind", "from_day", "from_time", "to_day", "to_time", "review_day",
    "period_from_day", "period_from_time", "period_to_day", "period_to_time",
  ];

  const field = (name) => document.querySelector(`#page-edit-form [name="${name}"]`);
  const places = () => [...document.querySelectorAll("[data-libfees-sentence]")];
  let timer = null;
  let latest = 0;

  const renew = async () => {
    const number = ++latest;
    const query = new URLSearchParams();
    NAMES.forEach((name) => query.append(name, (field(name)?.value || "").slice(0, LONGEST)));
    try {
      const response = await fetch(`${places()[0].dataset.url}?${query}`, { credentials: "same-origin" });
      if (!response.ok || number !== latest) return;
      const told = await response.json();
      places().forEach((place) => {
        const text = told[place.dataset.libfeesSentence];
        // A screen reader hears it only when it is something new.
        if (place.textContent !== text) place.textContent = text;
      });
    } catch {
      // The next keystroke asks again.
    }
  };

  const soon = ({ target }) => {
    if (!NAMES.includes(target.name) || !places().length) return;
    clearTimeout(timer);
    timer = setTimeout(renew, PAUSE);
  };
  document.addEventListener("input", soon);
  document.addEventListener("change", soon);
})();
