// Choosing by key: 1 to 9 choose in the group of buttons one stands in, without walking through it.
// Nothing fires while somebody composes Chinese or holds a modifier.
(() => {
  "use strict";
  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229) return;
    if (event.ctrlKey || event.metaKey || event.altKey || !/^[1-9]$/.test(event.key)) return;
    if (!event.target.matches(".pick input")) return;
    const boxes = event.target.closest(".pick").querySelectorAll("input");
    const box = boxes[Number(event.key) - 1];
    if (!box) return;
    event.preventDefault();
    box.focus();
    box.click();
  });
})();
