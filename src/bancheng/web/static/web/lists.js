// Marking cases: x marks the row one stands on, the box above marks the page, b takes them on.
// Nothing fires while somebody types or composes Chinese.
(() => {
  "use strict";
  const picks = () => [...document.querySelectorAll("[data-pick]")];
  const all = document.querySelector("[data-all]");
  const told = document.querySelector("[data-chosen]");

  function count() {
    const chosen = picks().filter((box) => box.checked);
    for (const box of picks()) box.closest("[data-row]").classList.toggle("marked", box.checked);
    if (told) told.textContent = chosen.length ? `已选 ${chosen.length} 件` : "勾选几件，可以一起办";
    if (all) {
      all.checked = chosen.length > 0 && chosen.length === picks().length;
      all.indeterminate = chosen.length > 0 && !all.checked;
    }
  }

  if (all) {
    all.hidden = false;
    all.addEventListener("change", () => {
      for (const box of picks()) box.checked = all.checked;
      count();
    });
  }
  document.addEventListener("change", (event) => { if (event.target.matches("[data-pick]")) count(); });
  window.addEventListener("pageshow", count);

  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229 || event.ctrlKey || event.metaKey || event.altKey) return;
    const box = event.target.matches("[data-pick]");
    if (!box && event.target.closest("input, textarea, select, [contenteditable]")) return;
    const row = event.target.closest("[data-row]") || document.querySelector("[data-row].sel");
    if (!row) return;
    const key = event.key.toLowerCase();
    const pick = row.querySelector("[data-pick]");
    if (key === "x" && pick) { event.preventDefault(); pick.checked = !pick.checked; count(); }
    else if (box && (key === "j" || key === "k" || key === "b")) {
      // a box is no place to type: walking on works from it as from its row
      for (const other of document.querySelectorAll("[data-row].sel")) other.classList.remove("sel");
      row.classList.add("sel");
      const link = row.querySelector("[data-open]");
      link.focus({ preventScroll: true });
      event.preventDefault();
      link.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
    }
  });

  // one menu at a time; Escape and a click elsewhere close it
  const menus = () => [...document.querySelectorAll("details.menu[open]:not(.wide)")];
  document.addEventListener("click", (event) => {
    for (const menu of menus()) if (!menu.contains(event.target)) menu.open = false;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of menus()) { menu.open = false; menu.querySelector("summary").focus(); }
  });
})();
