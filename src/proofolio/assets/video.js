// Loads a project's video or demo from its host when its reader presses play, and not before.
(() => {
  "use strict";
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element && event.target.closest("a[data-pf-player]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    const frame = document.createElement("iframe");
    frame.className = link.className;
    frame.title = link.dataset.pfTitle;
    frame.allow = "autoplay; encrypted-media; fullscreen; picture-in-picture";
    frame.referrerPolicy = "strict-origin-when-cross-origin"; // YouTube plays for nobody it cannot name.
    frame.src = link.dataset.pfPlayer;
    link.replaceWith(frame);
    frame.focus();
  });
})();
