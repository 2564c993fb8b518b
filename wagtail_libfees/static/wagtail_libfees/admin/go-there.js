// Leads to a field of a form of Wagtail's admin: opens its tab, its block and whatever is folded
// around it, and puts the focus there. Without this script a link leads to the block.
window.libfeesGoThere = (() => {
  const FOCUSABLE = "[contenteditable=true], input:not([type=hidden]), textarea, select, button, a[href]";

  // The hidden field with the id of a block or list item; its name tells those of the fields inside.
  const blockField = (id) =>
    [...document.querySelectorAll("input[type=hidden][name$='-id']")].find((input) => input.value === id);

  const isDeleted = (name) =>
    name.split("-").some((_part, end, parts) => {
      const [deleted] = document.getElementsByName(`${parts.slice(0, end).join("-")}-deleted`);
      return deleted?.value === "1";
    });

  const inBlock = (id, child) => {
    const marker = id && blockField(id);
    if (!marker || isDeleted(marker.name)) return null;
    const prefix = `${marker.name.slice(0, -"id".length)}value`;
    const wanted = child ? `${prefix}-${child}` : prefix;
    const within = (name) => name === wanted || name.startsWith(`${wanted}-`);
    return [...marker.form.elements].find((control) => control.name && within(control.name)) || null;
  };

  const ofPage = (name) =>
    document.getElementsByName(name)[0] || document.querySelector(`[data-contentpath='${CSS.escape(name)}']`);

  // Opens what is folded around a place, from the outermost on.
  const unfold = (place) => {
    const around = [];
    for (let part = place; part; part = part.parentElement) around.unshift(part);
    for (const part of around) {
      if (part.tagName === "DETAILS") part.open = true;
      if (!part.id) continue;
      const id = CSS.escape(part.id);
      const tab = part.matches("[role=tabpanel]") && document.querySelector(`[role=tab][aria-controls='${id}'], [role=tab][href='#${id}']`);
      if (tab && tab.getAttribute("aria-selected") !== "true") tab.click();
      const toggle = document.querySelector(`[aria-controls~='${id}'][aria-expanded='false']`);
      if (toggle && !tab) toggle.click();
    }
  };

  const seen = (control) => control.checkVisibility({ visibilityProperty: true }) && !control.disabled;

  // The control itself, or what stands in its place: the text of a rich text, the button of a chooser.
  const focusOf = (place) => {
    if (place.matches(FOCUSABLE) && seen(place)) return place;
    const field = place.closest("[data-contentpath], [data-field], .w-panel") || place;
    return [...field.querySelectorAll(FOCUSABLE)].find(seen);
  };

  // On a phone the side panel lies over the form.
  const uncover = (place) => {
    const box = place.getBoundingClientRect();
    const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    if (top?.closest("[data-form-side]")) document.querySelector("[data-form-side-close-button]")?.click();
  };

  // What unfolds may take a moment to be there.
  const settle = (place, tries) => {
    const control = focusOf(place);
    if (control) {
      control.scrollIntoView({ block: "center", behavior: "instant" });
      uncover(control);
      control.focus({ preventScroll: true });
    } else if (tries) {
      setTimeout(() => settle(place, tries - 1), 50);
    }
  };

  // Whether there is such a place: a block that was taken out is none.
  const goThere = ({ anchor, field, child }) => {
    const id = /^block-(.+)-section$/.exec(anchor || "")?.[1];
    const find = () =>
      id ? inBlock(id, child) || inBlock(id, "") : ofPage(child || field) || ofPage(field);
    const place = find();
    if (!place) return false;
    unfold(place);
    // A folded question builds its fields as it opens.
    settle(place.isConnected ? place : find(), 20);
    return true;
  };

  // The first field of a form that came back with what is wrong at its fields.
  goThere.firstRefused = (form, tries = 40) => {
    const place = form.querySelector(".w-field--error, [aria-invalid=true]");
    if (place) {
      unfold(place);
      settle(place, 20);
    } else if (tries) {
      setTimeout(() => goThere.firstRefused(form, tries - 1), 100);
    }
  };

  return goThere;
})();

// An address that names a field: from the report, from the desk, from a finding of another page. Or a
// form that was sent back.
window.addEventListener("load", () => {
  const asked = new URLSearchParams(location.search);
  const [field, child] = [asked.get("libfees-field"), asked.get("libfees-child")];
  // Blocks are drawn by scripts, and rich texts after that.
  const refused = document.querySelector("[data-libfees-refused]");
  if (field) setTimeout(() => window.libfeesGoThere({ anchor: location.hash.slice(1), field, child }), 300);
  else if (refused) setTimeout(() => window.libfeesGoThere.firstRefused(refused), 300);
});
