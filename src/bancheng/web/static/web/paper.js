// A paper that was just given opens the printing once; looking at it again does not.
(() => {
  "use strict";
  const once = document.body.dataset.printOnce;
  if (!once) return;
  const key = `printed ${once}`;
  if (sessionStorage.getItem(key)) return;
  sessionStorage.setItem(key, "1");
  window.addEventListener("load", () => window.print(), { once: true });
})();
