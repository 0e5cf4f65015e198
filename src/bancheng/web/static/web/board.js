// The board of my duties asks for its list each minute, as long as somebody can see it.
// Nothing moves under the finger: while somebody points, presses or types it waits, and what one
// looks at stays where it was on the screen, with its mark and its focus.
(() => {
  "use strict";
  const MINUTE = 60000;
  const STILL = 2000;
  let last = Date.now();
  let touched = 0;
  let before = null;

  const board = () => document.getElementById("board");
  const rows = () => [...document.querySelectorAll("#board [data-row][id]")];
  const busy = () =>
    Date.now() - touched < STILL || document.activeElement?.closest("[data-sieve]") !== null;

  for (const name of ["pointerdown", "pointermove", "keydown", "wheel", "touchmove"]) {
    document.addEventListener(name, (event) => {
      if (board()?.contains(event.target)) touched = Date.now();
    }, { passive: true });
  }

  function look() {
    if (!board() || document.hidden || Date.now() - last < MINUTE) return;
    if (busy()) { setTimeout(look, STILL); return; }
    last = Date.now();
    board().dispatchEvent(new CustomEvent("refresh"));
  }

  setInterval(look, 5000);
  document.addEventListener("visibilitychange", look);

  const top = (row) => row.getBoundingClientRect().top;

  function remember() {
    const all = rows();
    const looked = [
      document.activeElement?.closest("[data-row]"),
      all.find((row) => row.matches(":hover")),
      all.find((row) => row.classList.contains("sel")),
      all.find((row) => row.getBoundingClientRect().bottom > 0),
    ].find((row) => all.includes(row));
    before = {
      order: all.map((row) => [row.id, top(row)]),
      looked: looked ? looked.id : "",
      chosen: document.querySelector("#board [data-row].sel")?.id,
      focused: document.activeElement?.closest("#board") ? document.activeElement.id : "",
    };
  }

  function nearest(id) {
    const from = before.order.findIndex((one) => one[0] === id);
    const after = before.order.slice(Math.max(from, 0));
    return after.find((one) => document.getElementById(one[0]));
  }

  function restore() {
    const place = board();
    place.style.paddingTop = "";
    const kept = nearest(before.looked);
    if (kept) {
      window.scrollBy(0, top(document.getElementById(kept[0])) - kept[1]);
      const short = kept[1] - top(document.getElementById(kept[0]));
      if (short > 0.5) place.style.paddingTop = `${short}px`;
    }
    const chosen = before.chosen && nearest(before.chosen);
    if (chosen) document.getElementById(chosen[0]).classList.add("sel");
    if (before.focused) {
      const again = document.getElementById(before.focused);
      const instead = chosen && document.getElementById(chosen[0]).querySelector("[data-open]");
      (again || instead)?.focus({ preventScroll: true });
    }
  }

  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.target !== board()) return;
    if (busy()) { event.detail.shouldSwap = false; last = Date.now() - MINUTE + STILL; return; }
    remember();
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target === board() && before) restore();
  });

  document.addEventListener("change", (event) => {
    const sieve = event.target.closest("form[data-sieve]");
    if (sieve) sieve.submit();
  });
})();
