// Ctrl+K: a list of everything that can be opened or done from here, narrowed by typing.
// It offers only links and buttons that the page has anyway, so nothing works with it alone.
(() => {
  "use strict";
  let box = null;
  let before = null;

  function offers() {
    const seen = new Set();
    const links = [...document.querySelectorAll(".acts a.btn, .side a, main a.btn, .top a")];
    return links.flatMap((link) => {
      const label = link.textContent.replace(/\s+/g, " ").trim();
      const address = link.getAttribute("href");
      if (!label || !address || seen.has(address)) return [];
      seen.add(address);
      const inside = link.closest(".side") ? "去" : link.closest(".acts") ? "办" : "开";
      return [{ label, address, inside }];
    });
  }

  function build() {
    box = document.createElement("div");
    box.className = "palette";
    box.setAttribute("role", "dialog");
    box.setAttribute("aria-modal", "true");
    box.setAttribute("aria-label", "去哪里、办什么");
    const input = document.createElement("input");
    input.className = "in";
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-expanded", "true");
    input.setAttribute("aria-controls", "palette-list");
    input.setAttribute("aria-label", "输入几个字；回车就去，找不到的当作工单来找");
    input.placeholder = "去哪里、办什么，或者找工单";
    const list = document.createElement("ul");
    list.id = "palette-list";
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "可以去的、可以办的");
    box.append(input, list);
    document.body.append(box);
    input.addEventListener("input", () => draw(input.value));
    box.addEventListener("keydown", (event) => typed(event, input));
    list.addEventListener("mousedown", (event) => {
      const row = event.target.closest("[role=option]");
      if (row) { event.preventDefault(); take(row, input.value); }
    });
    box.addEventListener("focusout", (event) => {
      if (!box.contains(event.relatedTarget)) close(false);
    });
    draw("");
    input.focus();
  }

  function draw(text) {
    const list = box.querySelector("ul");
    const wanted = text.trim().toLowerCase();
    const found = offers().filter((offer) => offer.label.toLowerCase().includes(wanted)).slice(0, 12);
    const rows = found.map((offer) => option(offer.inside, offer.label, offer.address));
    if (wanted && document.querySelector(".find")) rows.push(option("找", `工单：${text.trim()}`, ""));
    list.replaceChildren(...rows);
    mark(rows[0]);
  }

  function option(what, label, address) {
    const row = document.createElement("li");
    row.setAttribute("role", "option");
    row.id = `palette-${Math.random().toString(36).slice(2)}`;
    row.dataset.address = address;
    const kind = document.createElement("span");
    kind.className = "mute small";
    kind.textContent = what;
    row.append(kind, ` ${label}`);
    return row;
  }

  function mark(row) {
    box.querySelectorAll("[role=option]").forEach((other) =>
      other.setAttribute("aria-selected", String(other === row)));
    box.querySelector("input").setAttribute("aria-activedescendant", row ? row.id : "");
    if (row) row.scrollIntoView({ block: "nearest" });
  }

  function typed(event, input) {
    if (event.isComposing || event.keyCode === 229) return;
    const rows = [...box.querySelectorAll("[role=option]")];
    const at = rows.findIndex((row) => row.getAttribute("aria-selected") === "true");
    if (event.key === "Escape") { event.preventDefault(); close(true); }
    else if (event.key === "Tab") { event.preventDefault(); }
    else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      mark(rows[(at + (event.key === "ArrowDown" ? 1 : -1) + rows.length) % rows.length]);
    } else if (event.key === "Enter" && rows[at]) {
      event.preventDefault();
      take(rows[at], input.value);
    }
  }

  function take(row, text) {
    if (row.dataset.address) { window.location.assign(row.dataset.address); return; }
    const form = document.querySelector(".find");
    form.querySelector("input[name=text]").value = text.trim();
    form.submit();
  }

  function close(back) {
    if (!box) return;
    const gone = box;
    box = null;
    gone.remove();
    if (back && before) before.focus();
  }

  document.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.shiftKey) return;
    if (event.isComposing) return;
    event.preventDefault();
    if (box) { close(true); return; }
    before = document.activeElement;
    build();
  });
})();
