// A button that prints, where there are scripts; the browser's own printing does without. Within
// other programs on a telephone there is often no printing at all.
(() => {
  "use strict";
  if (!window.print) return;
  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
})();
