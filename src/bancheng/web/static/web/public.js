// The petitioners' pages: the code out of the address, a letter mistyped, reading aloud, one tap.
// Every page works without it, and this works in telephones of 2017: a house test sees to that.
(() => {
  "use strict";
  const LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  const DRAWN = 16;

  asking(document.querySelector("[data-ask]"));
  document.querySelectorAll("form[data-once]").forEach(once);
  readAloud(document.querySelector("[data-read]"));
  show("[data-scripted]");  // what only a script does is promised only where scripts run
  if (document.querySelector("[data-clear-all]")) clearAll();

  // what stands behind # never leaves the device; it goes into the field and out of the address
  function asking(form) {
    if (!form) return;
    const code = form.querySelector("[name=code]");
    const said = form.querySelector("[data-typo]");
    const brought = location.hash.slice(1);
    if (/^[0-9A-Za-z-]{16,24}$/.test(brought)) {
      code.value = brought.replace(/-/g, " ");
      form.querySelector("[name=digits]").focus();
      history.replaceState(null, "", location.pathname);
    }
    const look = () => { said.hidden = !code.value.trim() || isWhole(code.value); };
    code.addEventListener("change", look);
    look();
  }

  function isWhole(typed) {
    const alike = { I: "1", L: "1", O: "0", U: "V" };
    const letters = [...typed.normalize("NFKC").toUpperCase()].filter((c) => /[0-9A-Z]/.test(c)).map((c) => alike[c] || c);
    if (letters.length !== DRAWN + 1 || letters.some((c) => !LETTERS.includes(c))) return false;
    let total = 0;
    let factor = 1;
    for (const letter of letters.slice(0, DRAWN)) {
      factor = times(factor, 2);
      total ^= times(factor, LETTERS.indexOf(letter));
    }
    return LETTERS[total] === letters[DRAWN];
  }

  function times(first, second) {
    let [a, b, product] = [first, second, 0];
    while (b) {
      if (b & 1) product ^= a;
      a <<= 1;
      b >>= 1;
      if (a & 32) a ^= 37;
    }
    return product;
  }

  // two taps are one: the second finds the button resting
  function once(form) {
    form.addEventListener("submit", () => {
      setTimeout(() => form.querySelectorAll("button:not([type=button])").forEach((b) => { b.disabled = true; }), 0);
    });
    addEventListener("pageshow", () => form.querySelectorAll("button").forEach((b) => { b.disabled = false; }));
  }

  function readAloud(button) {
    if (!button || !window.speechSynthesis || !window.SpeechSynthesisUtterance) return;
    const start = button.textContent;
    button.hidden = false;
    button.addEventListener("click", () => {
      if (speechSynthesis.speaking) {
        speechSynthesis.cancel();
        button.textContent = start;
        return;
      }
      const parts = [...document.querySelectorAll("main h1, main h2, main p, main li, main label, main legend, main dt, main dd, main blockquote")]
        .filter((node) => node.offsetParent && !node.closest("[aria-hidden], .off") && !node.querySelector("p, li, label, blockquote"));
      parts.forEach((node, n) => {
        const words = new SpeechSynthesisUtterance(node.textContent);
        words.lang = document.documentElement.lang;
        words.rate = 0.9;
        if (n === parts.length - 1) words.onend = () => { button.textContent = start; };
        speechSynthesis.speak(words);
      });
      if (parts.length) button.textContent = button.dataset.stop;
    });
    addEventListener("pagehide", () => speechSynthesis.cancel());
  }

  function show(promised) {
    document.querySelectorAll(promised).forEach((sentence) => { sentence.hidden = false; });
  }

  function clearAll() {
    try {
      Object.keys(localStorage).filter((key) => key.startsWith("handing-in ")).forEach((key) => localStorage.removeItem(key));
      Object.keys(sessionStorage).filter((key) => key.startsWith("words ")).forEach((key) => sessionStorage.removeItem(key));
      show("[data-cleared]");
    } catch (shut) { /* the device keeps nothing anyway */ }
  }
})();
