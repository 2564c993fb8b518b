// Opens what is folded where an address leads: docs/styling.md.
(() => {
  const open = (hash) => {
    const found = hash.length > 1 && document.getElementById(decodeURIComponent(hash.slice(1)));
    if (!found) return;
    const fold = found.closest("details") ?? found.querySelector(".libfees-fold, .libfees-former");
    if (fold) fold.open = true;
  };
  addEventListener("hashchange", () => open(location.hash));
  addEventListener("click", (event) => open(event.target.closest?.('a[href^="#"]')?.hash ?? ""));
  open(location.hash);
})();
