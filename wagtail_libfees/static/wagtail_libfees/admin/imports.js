/* While an import runs, its page is loaded anew. Without this script a link does the same. */
(() => {
  const running = document.querySelector("[data-libfees-reload]");
  if (!running) return;
  const seconds = Number(running.dataset.libfeesReload) || 3;
  setTimeout(() => window.location.reload(), seconds * 1000);
})();
