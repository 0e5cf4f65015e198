// Larger letters and more contrast change the page where it stands, so that nothing typed and no
// photo is lost. Another language is another page: what was typed in a form of one's own case goes
// over to it and is kept no longer. Without this the server switches, as ever.
(() => {
  "use strict";
  const looks = document.querySelector(".looks");
  const own = document.querySelector("form[data-own]");
  const key = own ? `words ${own.dataset.own}` : "";
  let plainly = false;
  if (!looks) return;

  bringOver();
  looks.querySelectorAll("button[name=what]").forEach((button) => {
    button.addEventListener("click", (event) => {
      if (button.value === "english") takeAlong();
      else if (window.fetch && !plainly) switchHere(event, button);
    });
  });

  function switchHere(event, button) {
    event.preventDefault();
    const sent = new FormData(looks);
    sent.append("what", button.value);
    const asked = { method: "POST", body: sent, credentials: "same-origin", redirect: "manual", keepalive: true };
    fetch(looks.action, asked).then((answer) => {
      if (answer.type !== "opaqueredirect") throw new Error("not switched");
      turn(button);
    }).catch(() => {
      takeAlong();
      plainly = true;
      button.click();
    });
  }

  function turn(button) {
    const on = button.getAttribute("aria-pressed") !== "true";
    const label = button.textContent;
    document.documentElement.classList.toggle(button.value, on);
    button.setAttribute("aria-pressed", String(on));
    button.textContent = button.dataset.other;
    button.dataset.other = label;
    dispatchEvent(new Event("resize"));
  }

  function fields() {
    return [...own.elements].filter((one) => one.name && !/hidden|file|submit|button/.test(one.type));
  }

  function takeAlong() {
    if (!own) return;
    const words = fields().map((one) => [one.name, one.value, one.checked]);
    const photos = [...own.elements].some((one) => one.type === "file" && one.files.length);
    try {
      sessionStorage.setItem(key, JSON.stringify({ words, photos }));
    } catch (shut) { /* then it is typed again */ }
  }

  function bringOver() {
    let found = null;
    try {
      found = own && JSON.parse(sessionStorage.getItem(key));
      if (own) sessionStorage.removeItem(key);
    } catch (shut) {
      found = null;
    }
    if (!found) return;
    for (const one of fields()) {
      const [, value, checked] = found.words.find(([name, text]) =>
        name === one.name && (!/radio|checkbox/.test(one.type) || text === one.value)) || [];
      if (/radio|checkbox/.test(one.type)) one.checked = Boolean(checked);
      else if (value) one.value = value;
    }
    const again = own.querySelector("[data-choose-again]");
    if (again) again.hidden = !found.photos;
  }
})();
