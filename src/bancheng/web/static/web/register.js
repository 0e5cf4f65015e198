// The registration screen by keyboard: Enter goes on to the next field, Alt Enter takes every
// suggestion that lies beside a field. Nothing fires while somebody composes Chinese.
(() => {
  "use strict";
  const form = document.querySelector("form[data-enter=next]");
  if (!form) return;
  const composing = (event) => event.isComposing || event.keyCode === 229;

  form.addEventListener("click", (event) => {
    const chip = event.target.closest("[data-take]");
    if (chip) take(chip, true);
  });

  document.addEventListener("keydown", (event) => {
    if (composing(event) || event.key !== "Enter" || event.ctrlKey || event.metaKey) return;
    if (event.altKey) { event.preventDefault(); takeAll(); }
    else if (event.target.form === form && event.target.matches("input")) {
      event.preventDefault();
      next(event.target)?.focus();
    }
  });

  // an item typed by hand is no longer the one that was taken from the library
  const kept = form.querySelector("[name=service_item]");
  form.querySelector("[name=item]")?.addEventListener("input", (event) => {
    if (event.isTrusted && kept) kept.value = "";
  });

  function take(chip, follow) {
    const field = chip.dataset.take;
    const boxes = [...form.querySelectorAll(`[name="${CSS.escape(field)}"]`)];
    const box = boxes.find((one) => one.type !== "radio" || one.value === chip.dataset.value);
    if (!box) return;
    if (box.type === "radio") { if (!box.checked) box.click(); } else box.value = chip.dataset.value;
    if (chip.dataset.also && kept) kept.value = chip.dataset.also;
    chip.closest(".suggested").replaceChildren();
    box.dispatchEvent(new Event("input", { bubbles: true }));
    if (follow) box.focus();
  }

  // one for each field, the first one offered
  function takeAll() {
    for (const place of form.querySelectorAll(".suggested")) {
      const chip = place.querySelector("[data-take]");
      if (chip) take(chip, false);
    }
  }

  function next(from) {
    const stops = [...form.querySelectorAll("input, select, textarea, button, summary")].filter((one) =>
      one.tabIndex >= 0 && !one.disabled && one.type !== "hidden" && one.offsetParent !== null &&
      (one.type !== "radio" || one.name !== from.name));
    return stops.find((one) => from.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING);
  }
})();
