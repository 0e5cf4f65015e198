// The registration screen by keyboard: Enter goes on to the next field and never hands the form in.
// Nothing fires while somebody composes Chinese.
(() => {
  "use strict";
  const form = document.querySelector("form[data-enter=next]");
  if (!form) return;
  const composing = (event) => event.isComposing || event.keyCode === 229;

  document.addEventListener("keydown", (event) => {
    if (composing(event) || event.key !== "Enter") return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.form !== form || !event.target.matches("input")) return;
    event.preventDefault();
    next(event.target)?.focus();
  });

  // an item typed by hand is no longer the one that was taken from the library
  const kept = form.querySelector("[name=service_item]");
  form.querySelector("[name=item]")?.addEventListener("input", (event) => {
    if (event.isTrusted && kept) kept.value = "";
  });

  function next(from) {
    const stops = [...form.querySelectorAll("input, select, textarea, button, summary")].filter((one) =>
      one.tabIndex >= 0 && !one.disabled && one.type !== "hidden" && one.offsetParent !== null &&
      (one.type !== "radio" || one.name !== from.name));
    return stops.find((one) => from.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING);
  }
})();
