// Tells the page around a frame how high the content is: docs/embed.md.
(() => {
  if (window.parent === window) return;
  const tell = () => {
    const height = Math.ceil(document.documentElement.getBoundingClientRect().height);
    // To whom it is told does not matter: it says nothing of the reader.
    window.parent.postMessage({ libfees: "height", height }, "*");
  };
  new ResizeObserver(tell).observe(document.documentElement);
})();
