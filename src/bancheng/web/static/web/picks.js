// Choosing by key: 1 to 9 choose in the group of buttons one stands in, without walking through it.
// A suggestion lies beside its field; a click takes it, Alt Enter takes the first of each field and
// goes on to what must still be filled in.
// Nothing fires while somebody composes Chinese.
(() => {
  "use strict";
  const composing = (event) => event.isComposing || event.keyCode === 229;

  document.addEventListener("keydown", (event) => {
    if (composing(event) || event.ctrlKey || event.metaKey) return;
    if (event.altKey) {
      if (event.key === "Enter" && takeAll()) event.preventDefault();
      return;
    }
    if (!/^[1-9]$/.test(event.key) || !event.target.matches(".pick input")) return;
    const box = event.target.closest(".pick").querySelectorAll("input")[Number(event.key) - 1];
    if (!box) return;
    event.preventDefault();
    box.focus();
    box.click();
  });

  document.addEventListener("click", (event) => {
    const chip = event.target.closest("[data-take]");
    if (chip) take(chip)?.focus();
  });

  function takeAll() {
    const places = [...document.querySelectorAll(".suggested")];
    const chips = places.map((place) => place.querySelector("[data-take]")).filter(Boolean);
    const forms = new Set(chips.map((chip) => take(chip)?.form).filter(Boolean));
    forms.forEach(follow);
    return chips.length > 0;
  }

  // what was taken may ask for more: once that is there, one stands at it, unless one went on oneself
  function follow(form) {
    toWhatIsMissing(form);
    const here = document.activeElement;
    let wentOn = false;
    for (const doing of ["keydown", "pointerdown"]) {
      document.addEventListener(doing, () => { wentOn = true; }, { once: true });
    }
    const again = () => {
      if (!wentOn && [here, document.body].includes(document.activeElement)) toWhatIsMissing(form);
    };
    form.addEventListener("htmx:afterSettle", again, { once: true });
  }

  function toWhatIsMissing(form) {
    for (const field of form.querySelectorAll(".field")) {
      if (!field.querySelector(":scope > label .must, :scope > legend .must")) continue;
      const boxes = [...field.querySelectorAll("input, textarea, select")].filter((box) => box.offsetParent);
      const filled = boxes.some((box) => ["radio", "checkbox"].includes(box.type) ? box.checked : box.value);
      const excused = boxes[0]?.name === "phone" && form.querySelector("[name=no_phone]:checked");
      if (boxes.length && !filled && !excused) { boxes[0].focus(); return; }
    }
  }

  // fields that stay where they were keep the one who was typing in them
  let held = null;
  document.addEventListener("htmx:beforeSwap", () => { held = document.activeElement; });
  document.addEventListener("htmx:afterSwap", () => {
    if (held && held !== document.activeElement && held.isConnected) held.focus({ preventScroll: true });
  });

  // what was chosen while an answer was on its way stands: the answer knows only what was sent before
  const BOXES = "input[type=radio], input[type=checkbox]";
  const mark = (box) => `${box.name}\n${box.value}`;
  let chosen = new Map();
  document.addEventListener("htmx:beforeSwap", ({ detail }) => {
    const boxes = [...(detail.target?.querySelectorAll(BOXES) || [])];
    chosen = new Map(boxes.map((box) => [mark(box), box.checked]));
  });
  document.addEventListener("htmx:afterSwap", ({ detail }) => {
    for (const box of detail.target?.querySelectorAll(BOXES) || []) {
      const before = chosen.get(mark(box));
      if (before || (before === false && box.type === "checkbox")) box.checked = before;
    }
  });

  function take(chip) {
    const boxes = [...document.querySelectorAll(`main [name="${CSS.escape(chip.dataset.take)}"]`)];
    const box = boxes.find((one) => one.type !== "radio" || one.value === chip.dataset.value);
    if (!box) return null;
    if (chip.dataset.also) {
      const [also, value] = [chip.dataset.also, chip.dataset.alsoValue];
      const hidden = box.form.querySelector(`[name="${CSS.escape(also)}"]`);
      if (hidden) hidden.value = value;
    }
    chip.closest(".suggested").replaceChildren();
    if (box.type === "radio") { if (!box.checked) box.click(); }
    else {
      box.value = chip.dataset.value;
      for (const name of ["input", "change"]) box.dispatchEvent(new Event(name, { bubbles: true }));
    }
    return box;
  }
})();
