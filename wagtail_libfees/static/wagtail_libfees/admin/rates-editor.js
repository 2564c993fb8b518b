// Saves typing in a rate table: the band after another begins on the day after it, and a group
// without a name shows the name that it will get from its ages. Without this script, saving fills in
// the name and the end of a band.
(() => {
  const field = (input, from, to) => document.getElementsByName(input.name.replace(from, to))[0];

  const proposedName = (low, high) => {
    if (low === "" && high === "") return "";
    if (high === "") return low === "0" ? "Alle lånere" : `Voksne fra ${low} år`;
    const who = Number(high) <= 17 ? "Børn" : "Lånere";
    return low === "" || low === "0" ? `${who} under ${Number(high) + 1} år` : `${who} ${low}-${high} år`;
  };

  const proposeName = (input) => {
    const suffix = /-age_(from|to)$/;
    const label = field(input, suffix, "-label");
    if (!label) return;
    const low = field(input, suffix, "-age_from").value;
    const high = field(input, suffix, "-age_to").value;
    label.placeholder = label.value ? "" : proposedName(low, high);
  };

  const continueBands = (input) => {
    const match = input.name.match(/^(.*-bands-)(\d+)(-value-)to_day$/);
    if (!match || !input.value) return;
    const next = document.getElementsByName(`${match[1]}${Number(match[2]) + 1}${match[3]}from_day`)[0];
    if (next && !next.value) next.value = Number(input.value) + 1;
  };

  document.addEventListener("change", ({ target }) => {
    if (!(target instanceof HTMLInputElement)) return;
    if (/-age_(from|to)$/.test(target.name)) proposeName(target);
    if (/-to_day$/.test(target.name)) continueBands(target);
  });
})();
