// What is said of a draft: the line above its form, with buttons, and when it was kept, in the head.
(() => {
  "use strict";
  window.draftLine = (form) => {
    const line = form.insertBefore(document.createElement("p"), form.firstChild);
    line.className = "draft-line";
    line.setAttribute("role", "status");
    line.hidden = true;
    const head = document.querySelector("main .head");
    const kept = head ? head.appendChild(document.createElement("span")) : null;
    if (kept) kept.className = "small mute num";

    function say(text, buttons = []) {
      line.hidden = false;
      line.replaceChildren(document.createTextNode(text));
      for (const [label, act] of buttons) {
        const button = document.createElement("button");
        button.type = "button";
        button.className = "btn plain";
        button.textContent = label;
        button.addEventListener("click", act);
        line.append(" ", button);
      }
      return [...line.querySelectorAll("button")];
    }

    function hush() { line.hidden = true; }

    function headed(text) { if (kept) kept.textContent = text; }

    return { say, hush, headed };
  };
})();
