// What is at hand goes into the field with one key: Alt and a figure, or its button.
// Nothing fires while somebody composes Chinese.
(() => {
  "use strict";

  function insert(field, words) {
    const lines = field.tagName === "TEXTAREA" ? words : words.replace(/\s*\n\s*/g, "；");
    const before = field.value.slice(0, field.selectionStart ?? field.value.length);
    const after = field.value.slice(field.selectionEnd ?? field.value.length);
    const joint = before && !/\s$/.test(before) ? "\n" : "";
    field.value = before + joint + lines + after;
    const end = (before + joint + lines).length;
    field.focus();
    field.setSelectionRange(end, end);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function fill(source) {
    const field = document.querySelector(source.dataset.fill);
    if (!field) return false;
    if (source.type === "radio") {
      // a choice replaces what an earlier choice wrote, and nothing that was typed
      if (field.value && field.value !== field.dataset.filled) return false;
      field.value = source.dataset.words;
      field.dataset.filled = field.value;
      field.dispatchEvent(new Event("input", { bubbles: true }));
      return true;
    }
    insert(field, source.dataset.words);
    const used = document.querySelector("input[name=answer_used]");
    if (used && source.dataset.answer) used.value = source.dataset.answer;
    return true;
  }

  document.addEventListener("click", (event) => {
    const source = event.target.closest("button[data-fill]");
    if (source && fill(source)) event.preventDefault();
  });
  // the bodies for the chosen reason come first
  function sort(reason) {
    for (const list of document.querySelectorAll(".choices")) {
      const fits = (label) => label.querySelector("input").dataset.for.split(" ").includes(reason);
      const labels = [...list.children];
      list.append(...labels.filter(fits), ...labels.filter((label) => !fits(label)));
      list.scrollTop = 0;
    }
  }

  document.addEventListener("change", (event) => {
    if (event.target.matches("input[type=radio][data-fill]")) fill(event.target);
    if (event.target.matches("input[name=refusal]")) sort(event.target.value);
  });
  document.addEventListener("keydown", (event) => {
    if (!event.altKey || event.ctrlKey || event.metaKey || event.isComposing) return;
    const figure = /^(?:Digit|Numpad)([1-9])$/.exec(event.code);
    const source = figure && document.querySelector(`button[data-nth="${figure[1]}"]`);
    if (source && fill(source)) event.preventDefault();
  });
  const begin = document.querySelector("[data-begin] textarea");
  if (begin && !document.querySelector("[autofocus]")) begin.focus();
})();
