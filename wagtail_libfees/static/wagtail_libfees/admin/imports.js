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

/*
 * The pages to import into are those that take what is read. Without this script all are there,
 * and the server says if one does not fit.
 */
(() => {
  const place = document.querySelector("[data-libfees-takes]");
  if (!place) return;
  const takes = JSON.parse(place.dataset.libfeesTakes);
  const targets = [...place.querySelectorAll("[name=where]")].filter((radio) => radio.value in takes);
  const what = [...document.querySelectorAll("[name=what]")];
  const show = () => {
    const read = what.find((radio) => radio.checked).value;
    const fits = (radio) => takes[radio.value] === read;
    for (const radio of targets) radio.closest("label").parentElement.hidden = !fits(radio);
    if (targets.some((radio) => radio.checked && !fits(radio))) {
      (targets.find(fits) ?? place.querySelector("[value=new]")).checked = true;
    }
  };
  for (const radio of what) radio.addEventListener("change", show);
  show();
})();

/*
 * The preview. “Mend” brings the fields of a question into its row; without this script the
 * button leads to a page of their own, as it does where the fields do not come.
 */
(() => {
  const form = document.getElementById("libfees-preview");
  if (!form) return;

  const mend = async (button) => {
    const response = await fetch(button.dataset.libfeesMend, { headers: { Accept: "text/html" } });
    const words = form.querySelector("[data-libfees-asks]").dataset;
    if (window.libfeesSession.ended(response, words) || !response.ok) return;
    const found = new DOMParser().parseFromString(await response.text(), "text/html");
    const fields = found.querySelector("[data-libfees-mending]");
    if (!fields) return;
    const row = button.closest(".libfees-import__item");
    const source = row.querySelector("input[type=radio][value=source]");
    if (source) source.checked = true;
    row.querySelector("details").open = true;
    row.querySelector("[data-libfees-words]").replaceWith(document.adoptNode(fields));
    button.remove();
    row.querySelector("[data-libfees-mending] input").focus();
  };

  form.addEventListener("click", (event) => {
    const button = event.target.closest("[data-libfees-mend]");
    if (!button) return;
    event.preventDefault();
    mend(button);
  });
})();
