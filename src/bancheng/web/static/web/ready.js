// Ready texts: two colons in a long field, or its button, open the list; letters narrow it, arrows
// choose, Enter puts in. It waits while somebody composes Chinese, and takes Chinese colons as well.
(() => {
  "use strict";
  const MOST = 6;
  const TRIGGER = /(?:::|：：)([^\s:：]{0,12})$/;
  const main = document.querySelector("main");
  if (!main || !main.dataset.ready) return;
  let texts = null, field = null, menu = null, from = 0, shown = [], more = 0, at = 0;

  main.querySelectorAll("textarea").forEach(prepare);
  document.addEventListener("htmx:afterSwap", (event) => {
    event.target.querySelectorAll("textarea").forEach(prepare);
  });

  function prepare(area) {
    if (area.readOnly || area.dataset.prepared || area.closest("[data-no-ready]")) return;
    area.dataset.prepared = "1";
    area.addEventListener("input", (event) => { if (!event.isComposing) look(area); });
    area.addEventListener("compositionend", () => look(area));
    area.addEventListener("keydown", steer);
    area.addEventListener("blur", (event) => {
      if (menu && !menu.contains(event.relatedTarget)) close();
    });
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn plain small ready-open";
    button.textContent = "常用语 ::";
    button.addEventListener("click", () => { area.focus(); open(area, area.selectionStart, ""); });
    area.insertAdjacentElement("afterend", button);
  }

  function look(area) {
    const found = TRIGGER.exec(area.value.slice(0, area.selectionStart));
    if (found) open(area, area.selectionStart - found[0].length, found[1]);
    else close();
  }

  async function open(area, start, letters) {
    texts = texts || await load();
    if (document.activeElement !== area) return;
    field = area;
    from = start;
    const asked = letters.toLowerCase();
    const fits = (one) => one.name.toLowerCase().includes(asked) || one.text.includes(letters);
    const all = texts.filter(fits);
    shown = all.slice(0, MOST);
    more = all.length - shown.length;
    at = 0;
    draw();
  }

  async function load() {
    const place = main.dataset.case ? `?case=${encodeURIComponent(main.dataset.case)}` : "";
    const answer = await fetch(main.dataset.ready + place, { headers: { Accept: "application/json" } });
    return answer.ok ? (await answer.json()).texts : [];
  }

  function draw() {
    if (!menu) {
      menu = document.createElement("ul");
      menu.className = "ready";
      menu.id = "ready-list";
      menu.setAttribute("role", "listbox");
      menu.setAttribute("aria-label", "常用语");
      menu.addEventListener("mousedown", (event) => event.preventDefault());
      menu.addEventListener("click", (event) => {
        const one = event.target.closest("[role=option]");
        if (one) put(Number(one.dataset.n));
      });
    }
    menu.replaceChildren(...shown.map(option), ...(more || !shown.length ? [remark()] : []));
    if (field.nextElementSibling !== menu) field.insertAdjacentElement("afterend", menu);
    field.setAttribute("aria-controls", menu.id);
    mark();
  }

  function option(one, n) {
    const line = document.createElement("li");
    line.id = `ready-${n}`;
    line.dataset.n = n;
    line.setAttribute("role", "option");
    const name = document.createElement("b");
    name.textContent = one.name;
    const words = document.createElement("span");
    words.textContent = one.text;
    line.append(name, words);
    return line;
  }

  function remark() {
    const line = document.createElement("li");
    line.className = "mute";
    line.setAttribute("role", "presentation");
    if (more) line.textContent = `还有 ${more} 条，再打一两个字`;
    else line.textContent = texts.length ? "没有这样的常用语" : "还没有常用语：可以到左边“常用语”里写";
    return line;
  }

  function mark() {
    menu.querySelectorAll("[role=option]").forEach((line, n) => {
      line.setAttribute("aria-selected", String(n === at));
      if (n === at) line.scrollIntoView({ block: "nearest" });
    });
    if (shown.length) field.setAttribute("aria-activedescendant", `ready-${at}`);
    else field.removeAttribute("aria-activedescendant");
  }

  function steer(event) {
    if (!menu || event.isComposing || event.keyCode === 229) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && shown.length) { at = (at + step + shown.length) % shown.length; mark(); }
    else if (event.key === "Enter" && !event.ctrlKey && shown.length) put(at);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  function put(n) {
    const area = field, words = shown[n].text;
    const after = area.value.slice(area.selectionEnd);
    area.value = area.value.slice(0, from) + words + after;
    close();
    area.focus();
    area.setSelectionRange(from + words.length, from + words.length);
    area.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function close() {
    if (!menu) return;
    menu.remove();
    menu = null;
    if (field) { field.removeAttribute("aria-activedescendant"); field.removeAttribute("aria-controls"); }
  }
})();
