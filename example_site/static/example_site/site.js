// Escape closes the menu of a phone.
addEventListener("keydown", (event) => {
  const menu = document.querySelector(".site-menu[open]");
  if (event.key !== "Escape" || !menu) return;
  menu.open = false;
  menu.firstElementChild.focus();
});
