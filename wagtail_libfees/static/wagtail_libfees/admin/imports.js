/* While an import runs, its page is loaded anew. Without this script a link does the same. */
(() => {
  const running = document.querySelector("[data-libfees-reload]");
  if (!running) return;
  const seconds = Number(running.dataset.libfeesReload) || 3;
  setTimeout(() => window.location.reload(), seconds * 1000);
})();

/*
 * One check box per kind of difference takes the source's words for all of that kind, or for none.
 * What needs a confirmation is left alone: each of those is confirmed by itself.
 */
(() => {
  const all = document.querySelector("[data-libfees-all]");
  if (!all) return;

  const isForBorrowers = (row) => row.querySelector("select[name$=audience]").value === "borrower";
  const rows = (kind) =>
    [...document.querySelectorAll(`[data-libfees-kind="${kind}"]`)].filter(
      (row) => !row.querySelector(".libfees-import__confirm") || !isForBorrowers(row),
    );
  const radio = (row, words) => row.querySelector(`input[type=radio][value="${words}"]`);

  const show = (box) => {
    const found = rows(box.value);
    const taken = found.filter((row) => radio(row, "source").checked).length;
    box.disabled = found.length === 0;
    box.checked = taken > 0 && taken === found.length;
    box.indeterminate = taken > 0 && taken < found.length;
  };

  const boxes = [...all.querySelectorAll("input[type=checkbox]")];
  for (const box of boxes) {
    box.addEventListener("change", () => {
      for (const row of rows(box.value)) {
        radio(row, box.checked ? "source" : "page").checked = true;
      }
      show(box);
    });
  }
  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-libfees-kind] :is(input, select)")) boxes.forEach(show);
  });
  boxes.forEach(show);
  all.hidden = false;
})();
