// Drafts: whatever is typed into a form that says data-draft is kept on the server until the form is
// handed in, and is there again when the form is opened. Two tabs never overwrite each other unasked.
(() => {
  "use strict";
  const WAIT = 1500;
  const NEW = "new";
  const ASKS = 20;  // times, for what a page sent as it was left
  const PAUSE = 300;
  const { typedAlready, firstEmpty, snapshot, typed, put } = window.typedWords;

  document.querySelectorAll("form[data-draft]").forEach(keep);

  // going back or drawing the page again, where a browser puts back what it remembers, not all of it
  function isReturn() {
    return performance.getEntriesByType("navigation").some((one) => one.type !== "navigate");
  }

  function keep(form) {
    const place = `draft ${form.dataset.draft} ${form.dataset.draftCase || ""}`;
    let before = snapshot(form);
    let early = typedAlready(form);
    let draft = { name: "", revision: 0 };
    let last = before, timer = 0, stopped = false, handedIn = false, saving = false, again = false;
    let touched = false;
    let count = 0;  // of this page's savings, so that the older of two never replaces the newer
    let handedInBefore = "", taken = null;
    let sentLast = "";
    let busy = Promise.resolve();
    let waiting = [];
    const { say, hush, headed } = window.draftLine(form);

    open();
    ["keydown", "pointerdown", "click"].forEach((kind) => form.addEventListener(kind, touch));
    form.addEventListener("input", (event) => { if (event.isTrusted && event.inputType) touch(); });
    form.addEventListener("input", (event) => { if (event.isTrusted) handedIn = false; });  // it stayed
    form.addEventListener("input", later);
    form.addEventListener("change", later);
    form.addEventListener("focusout", () => save());
    document.addEventListener("submit", (event) => { if (event.target === form && !event.defaultPrevented) handingIn(); });
    form.addEventListener("htmx:afterSwap", () => { waiting = put(form, waiting); });
    addEventListener("pagehide", () => save(true));
    addEventListener("pageshow", (event) => { if (event.persisted) handedIn = false; });
    document.addEventListener("visibilitychange", () => { if (document.hidden) save(true); });

    async function open() {
      handedInBefore = (isReturn() && sessionStorage.getItem(`${place} sent`)) || "";
      if (!handedInBefore) sessionStorage.removeItem(`${place} sent`);
      const asked = new URLSearchParams(location.search).get("draft");
      const posted = form.elements.draft?.value || "";
      let mine = asked || posted || sessionStorage.getItem(place) || "";
      if (form.hasAttribute("data-begun") && !asked) { goOnWithEarly(); return; }  // it came with something in it
      if (form.hasAttribute("data-typed") && !posted) { last = ""; save(); return; }
      const late = await arrived(mine === NEW ? "" : mine);
      if (mine === NEW && !late) { goOnWithEarly(); return; }
      if (late) mine = late.name;
      const found = late || (mine && await of(mine)) || await notPutAside();
      if (found && found.name === draft.name) return;  // typed and saved while we asked
      if (isReturn() && !touched) early = typedAlready(form);  // a browser puts it back when it likes
      if (taken === false) form.elements.command_id.value = handedInBefore;  // sent again it is done once
      if (!found) { nothingKept(); return; }
      const putBack = isReturn() && found.name === mine && !touched;  // this tab's own words, by the browser
      const differs = early.some((one) => !isIn(found, one));
      if (!form.hasAttribute("data-typed") && !putBack && (differs || before !== snapshot(form))) {  // somebody types already
        sessionStorage.setItem(place, draft.name || NEW);
        if (differs) { before = last = ""; save(); }
        say(`另有一份 ${found.saved} 没有提交的草稿，在“我的待办”里可以接着写。`);
        return;
      }
      draft = { name: found.name, revision: found.revision };
      sessionStorage.setItem(place, draft.name);
      if (form.hasAttribute("data-typed")) { last = ""; save(); return; }  // drawn back: it is all there
      // typed after the last saving that succeeded, and put back by the browser
      const newer = putBack && !late && lastSaved() === found.revision ? early.filter((one) => !isIn(found, one)) : [];
      const own = new Set(newer.map(([field]) => field));
      waiting = put(form, found.fields.filter(([field]) => !own.has(field)));
      last = snapshot(form);
      if (early.length) before = "";  // what it began with is not what it is when empty
      if (own.size) { touched = true; last = ""; save(); }
      const moved = stale(found.version) ? "；存草稿以后本件又有新进展，提交前请看一眼“最近经过”" : "";
      const more = own.size ? "，连同这以后写的" : "";
      // whoever types without looking must not add to what is another petitioner's
      const [goOn] = say(`已恢复 ${found.saved} 没有提交的草稿${more}${moved}。`, [
        ["接着填", () => { hush(); firstEmpty(form)?.focus(); }],
        ["丢掉草稿", () => { discard(); }],
        ["先放着，另填一张", () => { putAside(); afresh(); }],
      ]);
      goOn.focus();
    }

    function isIn(found, [field, value]) { return found.fields.some((one) => one[0] === field && one[1] === value); }

    // what was typed on a fresh page before this script was there
    function goOnWithEarly() {
      if (!isReturn() && early.length) { before = last = ""; save(); }
    }

    function nothingKept() {
      if (taken === false && early.length) {
        touched = true;
        before = last = "";
        save();
        say("刚才好像没有交上。下面是浏览器留着的字，看看缺不缺，再提交。");
        return;
      }
      if (taken) say("这张表刚才提交过一次，下面是浏览器留着的字；再提交，就再办一次。");
      if (taken !== false) sessionStorage.removeItem(place);
      goOnWithEarly();
    }

    // the last saving of this page that was answered, as the browser's history has it
    function lastSaved() { return history.state?.[place] || 0; }

    // what the browser remembers, of a form that may be handed in, is no draft until somebody goes on with it
    function touch() {
      if (!touched && isReturn() && !draft.name && !form.hasAttribute("data-typed")) before = last = snapshot(form);
      touched = true;
    }

    function untouched() { return isReturn() && !touched && !form.hasAttribute("data-typed"); }

    function handingIn() {
      handedIn = true;
      clearTimeout(timer);
      name();
      sessionStorage.setItem(`${place} sent`, form.elements.command_id?.value || "");
    }

    // what was put aside waits on the duties page and is not brought up again
    async function notPutAside() {
      const found = await of("");
      return found && !aside().includes(found.name) ? found : null;
    }

    function aside() { return (sessionStorage.getItem(`${place} aside`) || "").split(" "); }

    function putAside() {
      sessionStorage.setItem(`${place} aside`, [...aside(), draft.name].join(" ").trim());
      sessionStorage.setItem(place, NEW);
    }

    // what a page of this tab sent as it was left, and had no answer to: it may reach the server after
    // the next page asks for it
    async function arrived(name) {
      const left = JSON.parse(sessionStorage.getItem(`${place} left`) || "null");
      sessionStorage.removeItem(`${place} left`);
      if (!left || (left.name && name && left.name !== name)) return null;
      for (let asked = 0; asked < ASKS; asked += 1) {
        const found = await of(name);
        if (found && found.page === left.page && found.revision >= left.revision) return found;
        if (Date.now() > left.at + ASKS * PAUSE) break;
        await new Promise((go) => { setTimeout(go, PAUSE); });
      }
      return null;
    }

    async function of(wanted) {
      const asked = new URLSearchParams({ form: form.dataset.draft, case_no: form.dataset.draftCase || "", draft: wanted });
      if (handedInBefore) asked.set("sent", handedInBefore);
      try {
        const answer = await fetch(`/drafts/of?${asked}`);
        if (!answer.ok) return null;
        const told = await answer.json();
        if (handedInBefore) taken = told.handed_in;
        return told.draft;
      } catch { return null; }
    }

    function stale(version) {
      const shown = form.elements.version?.value;
      return Boolean(shown && version !== null && String(version) !== shown);
    }

    function later() {
      clearTimeout(timer);
      timer = setTimeout(() => save(), WAIT);
    }

    async function save(leaving = false) {
      clearTimeout(timer);
      const now = snapshot(form);
      if (stopped || handedIn || untouched() || now === last) return;
      if (saving && !leaving) { again = true; return; }
      if (leaving && now === sentLast) return;  // it is on its way
      if (now === before && !form.hasAttribute("data-typed")) { emptied(now); return; }
      if (leaving) leave(now);
      saving = true;
      busy = sending(now, leaving);
      await busy;
      saving = false;
      if (leaving) { sentLast = ""; sessionStorage.removeItem(`${place} left`); }
      if (again && !stopped) { again = false; later(); }
    }

    function leave(now) {
      sentLast = now;
      const revision = Math.max(count, draft.revision) + 1;
      const left = { name: draft.name, page: form.elements.command_id?.value || "", revision, at: Date.now() };
      sessionStorage.setItem(`${place} left`, JSON.stringify(left));
    }

    async function sending(now, leaving) {
      const answer = await send(leaving);
      if (!answer) { notSaved(); return; }
      if (answer.status === 200) {
        last = now;
        draft = await answer.json();
        if (handedIn || stopped) return;
        sessionStorage.setItem(place, draft.name);
        history.replaceState({ ...history.state, [place]: draft.revision }, "");
        headed(`草稿已存 ${draft.saved}`);
      } else if (answer.status === 409) elsewhere(await answer.json());
      else if (answer.status === 422) say((await answer.json()).told);
      else notSaved();
    }

    function notSaved() { say("草稿暂时存不上：连不上，或者已经退出登录。写的都还在这一页。"); }

    async function send(leaving) {
      count = Math.max(count, draft.revision) + 1;
      const body = new URLSearchParams({
        csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value,
        form: form.dataset.draft,
        case_no: form.dataset.draftCase || "",
        draft: draft.name,
        revision: String(draft.revision),
        nth: String(count),
        version: form.elements.version?.value || "",
        command_id: form.elements.command_id?.value || "",
        title: form.dataset.draftTitle || document.querySelector("h1")?.textContent.trim() || "",
        address: address(),
      });
      for (const [field, value] of typed(form)) body.append(`field.${field}`, value);
      try { return await fetch("/drafts/save", { method: "POST", body, keepalive: leaving, redirect: "error" }); }
      catch { return null; }
    }

    function address() {
      const search = new URLSearchParams(location.search);
      search.delete("draft");
      const rest = search.toString();
      return location.pathname + (rest ? `?${rest}` : "");
    }

    function elsewhere(theirs) {
      stopped = true;
      say(`这张表在另一个窗口里也在填，${theirs.saved} 存过。这里写的先不存。`, [
        ["用这里的", () => { stopped = false; draft.revision = theirs.revision; last = ""; save(); }],
        ["换成那边的", async () => {
          const found = await of(draft.name);
          if (!found) return;
          stopped = false;
          draft = { name: found.name, revision: found.revision };
          waiting = put(form, found.fields);
          last = snapshot(form);
          say(`已换成 ${found.saved} 存的那一份。`);
        }],
      ]);
    }

    async function discard() {
      stopped = true;
      await busy;
      await letGo();
      afresh();
    }

    // everything was deleted again: there is nothing to keep
    function emptied(now) {
      last = now;
      if (!draft.name) return;
      busy = letGo();
      draft = { name: "", revision: 0 };
      headed("");
    }

    async function letGo() {
      const body = new URLSearchParams({ csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value, quietly: "1" });
      const address = `/drafts/${draft.name}/discard`;
      sessionStorage.removeItem(place);
      try { await fetch(address, { method: "POST", body }); } catch { /* the clock lets it go */ }
    }

    function afresh() {
      stopped = true;  // nothing of this page is saved any more
      location.assign(address());
    }

    function name() {
      let hidden = form.elements.draft;
      if (!hidden) {
        hidden = form.appendChild(document.createElement("input"));
        hidden.type = "hidden";
        hidden.name = "draft";
      }
      hidden.value = draft.name;
    }
  }
})();
