// Files of a form: sent one by one as they are chosen, dropped or pasted, with their progress, and
// taken off the list again. Without this script the plain field sends them with the form.
(() => {
  "use strict";
  document.querySelectorAll("[data-attach]").forEach(enhance);

  function enhance(box) {
    const form = box.closest("form");
    const list = box.querySelector("[data-list]");
    const listed = box.querySelector("[data-listed]");
    const said = box.querySelector("[data-said]");
    let sending = 0;

    box.classList.add("scripted");
    box.querySelector(".tip").hidden = false;
    list.querySelectorAll("li").forEach(removable);
    note(false);

    box.querySelectorAll("input[type=file]").forEach((input) => input.addEventListener("change", () => {
      sendAll(input.files);
      input.value = "";
    }));
    listed.addEventListener("change", restore);
    list.addEventListener("change", () => note());
    form.addEventListener("submit", (event) => {
      if (!sending) return;
      event.preventDefault();
      say(`还有 ${sending} 个附件在传，传完再提交。`);
    });
    for (const kind of ["dragenter", "dragover"]) {
      form.addEventListener(kind, (event) => {
        if (![...event.dataTransfer.types].includes("Files")) return;
        event.preventDefault();
        box.classList.add("over");
      });
    }
    form.addEventListener("dragleave", (event) => {
      if (!form.contains(event.relatedTarget)) box.classList.remove("over");
    });
    form.addEventListener("drop", (event) => {
      if (!event.dataTransfer.files.length) return;
      event.preventDefault();
      box.classList.remove("over");
      sendAll(event.dataTransfer.files);
    });
    document.addEventListener("paste", (event) => {
      const held = event.clipboardData;
      // words copied out of a document bring a picture of themselves along
      if (!held || !held.files.length || [...held.types].includes("text/plain")) return;
      event.preventDefault();
      sendAll(held.files);
    });

    function sendAll(files) { [...files].forEach(send); }

    function send(file) {
      box.closest("details")?.setAttribute("open", "");
      const line = list.appendChild(document.createElement("li"));
      const name = Object.assign(document.createElement("span"), { className: "called", textContent: file.name });
      if (file.size > Number(box.dataset.largest)) {
        return wrong(line, `“${file.name}”没有传：一个文件最大 ${box.dataset.largestSaid}。`);
      }
      const bar = Object.assign(document.createElement("progress"), { max: 1, value: 0 });
      bar.setAttribute("aria-label", `正在传 ${file.name}`);
      const body = new FormData();
      body.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
      if (box.dataset.case) body.append("case_no", box.dataset.case);
      body.append("attach", file, file.name);
      const request = new XMLHttpRequest();
      line.append(name, bar, button("取消", () => request.abort()));
      sending += 1;
      request.upload.addEventListener("progress", (event) => {
        if (event.lengthComputable) bar.value = event.loaded / event.total;
      });
      request.addEventListener("abort", () => line.remove());
      request.addEventListener("error", () => wrong(line, `“${file.name}”没有传上去：连不上。`, file));
      request.addEventListener("load", () => arrived(line, request, file));
      request.addEventListener("loadend", () => { sending -= 1; if (!sending) say(""); });
      request.open("POST", box.dataset.attach);
      request.send(body);
    }

    function arrived(line, request, file) {
      const html = (request.getResponseHeader("Content-Type") || "").startsWith("text/html");
      if (request.status !== 200 || !html || !request.responseURL.endsWith(box.dataset.attach)) {
        const why = request.status === 422 ? request.responseText : `“${file.name}”没有传上去：可能已经退出登录。`;
        return wrong(line, why);
      }
      line.outerHTML = request.responseText;
      list.querySelectorAll(".waiting:not(.removable)").forEach(removable);
      note();
    }

    function wrong(line, sentence, file) {
      const told = Object.assign(document.createElement("p"), { className: "wrong", textContent: sentence });
      told.setAttribute("role", "alert");
      line.replaceChildren(told);
      if (file) line.append(button("再传一次", () => { line.remove(); send(file); }));
      line.append(button("知道了", () => line.remove()));
    }

    function removable(line) {
      if (!line || line.matches(".removable")) return;
      line.classList.add("removable");
      const called = line.querySelector(".called")?.firstChild.textContent.trim() || "";
      line.append(button("去掉", () => { line.remove(); note(); box.querySelector("input[type=file]").focus(); }, `去掉“${called}”`));
    }

    function button(text, act, label) {
      const made = Object.assign(document.createElement("button"), { type: "button", className: "btn plain small", textContent: text });
      if (label) made.setAttribute("aria-label", label);
      made.addEventListener("click", act);
      return made;
    }

    function ids() { return [...list.querySelectorAll("input:checked")].map((box) => box.value); }

    // what is listed is part of a draft
    function note(tell = true) {
      listed.value = ids().join(" ");
      if (tell) form.dispatchEvent(new Event("change", { bubbles: true }));
    }

    // a draft was put back: show the files it speaks of that still wait
    async function restore() {
      const there = new Set(ids());
      const missing = listed.value.split(" ").filter((id) => id && !there.has(id));
      if (!missing.length) return;
      const body = new URLSearchParams({ csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value });
      missing.forEach((id) => body.append("uploads", id));
      try {
        const answer = await fetch(box.dataset.waiting, { method: "POST", body, redirect: "error" });
        if (!answer.ok) return;
        list.insertAdjacentHTML("beforeend", await answer.text());
      } catch { return; }
      list.querySelectorAll(".waiting:not(.removable)").forEach(removable);
      const gone = missing.length - missing.filter((id) => list.querySelector(`[data-file="${CSS.escape(id)}"]`)).length;
      if (gone) say(`草稿里有 ${gone} 个附件放得太久，已经清除，请重新选。`);
      note(false);
    }

    function say(text) { said.textContent = text; }
  }
})();
