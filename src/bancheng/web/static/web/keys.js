// Keyboard: j and k walk a list, Enter opens, a letter does what its key cap says.
// Nothing fires while somebody is typing, composing Chinese, or holding a modifier.
(() => {
  "use strict";
  const typing = (event) =>
    event.isComposing || event.keyCode === 229 ||
    event.target.closest("input, textarea, select, [contenteditable]") !== null;

  const rows = () => [...document.querySelectorAll("[data-row]")];
  const chosen = () => document.querySelector("[data-row].sel");

  function choose(step) {
    const all = rows();
    if (!all.length) return;
    const before = all.indexOf(chosen());
    const next = all[Math.min(Math.max(before + step, 0), all.length - 1)];
    all.forEach((row) => row.classList.toggle("sel", row === next));
    next.scrollIntoView({ block: "nearest" });
    next.querySelector("[data-open]").focus({ preventScroll: true });
  }

  function press(key) {
    const target = document.querySelector(`[data-key="${CSS.escape(key)}"]`);
    if (!target) return false;
    if (target.matches("input, textarea")) { target.focus(); target.select(); } else target.click();
    return true;
  }

  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.ctrlKey && !event.isComposing) {
      const main = event.target.closest("form")?.querySelector("[data-main]");
      if (main) { event.preventDefault(); main.click(); }
      return;
    }
    if (typing(event) || event.ctrlKey || event.metaKey || event.altKey) return;
    const key = event.key.toLowerCase();
    if (key === "j" || key === "k") { event.preventDefault(); choose(key === "j" ? 1 : -1); }
    else if (key === "enter" && event.target === document.body && chosen()) {
      chosen().querySelector("[data-open]").click();
    } else if (key.length === 1 && press(key)) event.preventDefault();
  });
})();
