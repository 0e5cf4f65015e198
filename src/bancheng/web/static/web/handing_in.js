// What was typed stays on this device until it is sent, is cleared, or three days have gone.
// The form's ticket stays with it, so that sending again after a lost answer makes no second case.
(() => {
  "use strict";
  const DAYS = 3 * 24 * 60 * 60 * 1000;
  const form = document.querySelector("[data-handing-in]");
  if (!form) return;
  const key = `handing-in ${form.dataset.handingIn}`;
  const sent = `handed in ${form.dataset.handingIn}`;
  const names = ["matter", "name", "phone", "item", "about", "agent", "agent_phone", "conduct"];
  const ticket = form.querySelector("[name=ticket]");
  const told = document.querySelector("[data-autosaved]");
  const kept = document.querySelector("[data-kept]");
  const box = (name) => form.querySelector(`[name=${name}]`);

  if (!store()) return;
  form.addEventListener("submit", leaveNothing);
  if (isGoneBackTo()) sayItArrived(); else sessionStorage.removeItem(sent);
  addEventListener("pageshow", emptyWhatWasKeptWhole);
  form.addEventListener("input", () => sessionStorage.removeItem(sent));
  told.hidden = false;
  form.querySelectorAll("[data-forget]").forEach((button) => { button.hidden = false; });
  document.querySelectorAll("[data-forget]").forEach((button) => button.addEventListener("click", forget));
  bringBack();
  form.addEventListener("input", save);
  form.addEventListener("change", save);

  function store() {
    try {
      for (const shelf of [localStorage, sessionStorage]) {
        shelf.setItem("handing-in try", "1");
        shelf.removeItem("handing-in try");
      }
      return true;
    } catch (shut) {
      return false;
    }
  }

  function isGoneBackTo() {
    return sessionStorage.getItem(sent) && isNoWayForward();
  }

  function isNoWayForward() {
    const [came] = performance.getEntriesByType ? performance.getEntriesByType("navigation") : [];
    return came ? came.type !== "navigate" : performance.navigation.type !== 0;  // older browsers
  }

  // at the top, while the button that was pressed, and where the browser scrolls to, is at the foot
  function sayItArrived() {
    const arrived = document.querySelector("[data-arrived]");
    arrived.hidden = false;
    history.scrollRestoration = "manual";
    scrollTo(0, 0);
    addEventListener("load", () => scrollTo(0, 0));
  }

  // a browser puts back what was sent, when somebody goes back: sent again it would be a second
  // case, and on a machine of the hall the next person would read it. What did not arrive is here.
  function leaveNothing() {
    sessionStorage.removeItem(sent);
    save();  // also what was typed before this script came
    form.querySelectorAll("input, select, textarea").forEach((field) => field.setAttribute("autocomplete", "off"));
  }

  // some browsers keep the page itself, with all that was typed
  function emptyWhatWasKeptWhole(event) {
    if (!event.persisted || !sessionStorage.getItem(sent)) return;
    form.reset();
    location.reload();
  }

  function value(name) {
    const field = box(name);
    return !field ? "" : field.type === "checkbox" ? (field.checked ? "1" : "") : field.value;
  }

  function save() {
    const typed = {};
    names.forEach((name) => { typed[name] = value(name); });
    if (!names.some((name) => typed[name])) return;
    const photos = [...form.querySelectorAll("[type=file]")].some((one) => one.files.length);
    localStorage.setItem(key, JSON.stringify({ at: Date.now(), ticket: ticket.value, typed, photos }));
  }

  function bringBack() {
    let found = null;
    try {
      found = JSON.parse(localStorage.getItem(key));
    } catch (broken) {
      found = null;
    }
    if (!found || Date.now() - found.at > DAYS) {
      localStorage.removeItem(key);
      return;
    }
    if (names.some((name) => value(name))) return;  // the page came back with something typed
    for (const name of names) {
      const field = box(name);
      if (!field || !found.typed[name]) continue;
      if (field.type === "checkbox") field.checked = true; else field.value = found.typed[name];
      const folded = field.closest("details");
      if (folded) folded.open = true;
    }
    ticket.value = found.ticket;
    kept.hidden = false;
    kept.querySelector("[data-photos]").hidden = !found.photos;
  }

  function forget() {
    localStorage.removeItem(key);
    form.reset();
    kept.hidden = true;
    location.reload();
  }
})();
