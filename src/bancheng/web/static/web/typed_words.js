// What stands in a form: read, compared, put back. For drafts.js, which keeps it.
(() => {
  "use strict";
  const OURS = new Set(["csrfmiddlewaretoken", "command_id", "version", "draft"]);

  // what says something else than the page came with: typed before this script was there, or put
  // back by the browser
  function typedAlready(form) {
    const boxes = [...form.elements].filter((one) => ["radio", "checkbox"].includes(one.type) ?
      one.checked && !one.defaultChecked : one.matches("textarea, input:not([type=hidden]):not([type=file])") &&
      one.value !== one.defaultValue);
    return boxes.filter((one) => one.name && !OURS.has(one.name)).map((one) => [one.name, one.value]);
  }

  // what somebody typed or chose, and hidden fields that say they belong to it
  function typed(form) {
    const found = [];
    for (const field of form.elements) {
      if (!field.name || OURS.has(field.name) || field.disabled) continue;
      if (field.type === "hidden" && !field.hasAttribute("data-kept")) continue;
      if (["submit", "button", "file", "password"].includes(field.type)) continue;
      if (["radio", "checkbox"].includes(field.type) && !field.checked) continue;
      found.push([field.name, field.value]);
    }
    return found;
  }

  function firstEmpty(form) {
    const boxes = [...form.querySelectorAll("input:not([type=hidden]):not([type=radio]):not([type=checkbox]), textarea, select")];
    return boxes.find((box) => !box.value && box.offsetParent !== null) || boxes[0];
  }

  function snapshot(form) { return JSON.stringify(typed(form)); }

  // puts a draft into its form; what has no place yet waits until the form has grown one
  function put(form, fields) {
    const values = new Map();
    fields.forEach(([field, value]) => values.set(field, [...(values.get(field) || []), value]));
    const missing = [];
    const changed = new Set();
    for (const [field, held] of values) {
      const boxes = [...form.elements].filter((box) => box.name === field);
      if (!boxes.length) { held.forEach((value) => missing.push([field, value])); continue; }
      boxes.forEach((box, n) => {
        if (["radio", "checkbox"].includes(box.type)) {
          const wanted = held.includes(box.value);
          if (box.checked !== wanted) { box.checked = wanted; if (wanted) changed.add(box); }
        } else if (held[n] !== undefined && box.value !== held[n]) {
          box.value = held[n];
          changed.add(box);
        }
        const fold = box.closest("details");
        if (fold && held.some(Boolean) && box.type !== "radio") fold.open = true;
      });
    }
    for (const box of changed) {
      box.dispatchEvent(new Event("input", { bubbles: true }));
      box.dispatchEvent(new Event("change", { bubbles: true }));
    }
    return missing;
  }

  window.typedWords = { typedAlready, firstEmpty, snapshot, typed, put };
})();
