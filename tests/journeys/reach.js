// By keyboard: everything one can press is stood on in its turn, and one sees where one stands.
() => {
  const faults = [];
  const folded = [...document.querySelectorAll("details:not([open])")];
  folded.forEach((one) => { one.open = true; });
  const told = (one) => one.outerHTML.slice(0, 110);
  const shown = (one) => one.offsetParent !== null && getComputedStyle(one).visibility !== "hidden";
  const native = "a[href], button, input:not([type=hidden]), select, textarea, summary";
  const look = (one) => [one, one.nextElementSibling, one.parentElement].map((part) => {
    const style = part && getComputedStyle(part);
    return style && [style.outline, style.boxShadow, style.borderColor, style.backgroundColor].join();
  }).join(";");
  for (const one of document.querySelectorAll("[tabindex]"))
    if (one.tabIndex > 0) faults.push(`goes out of turn: ${told(one)}`);
  for (const one of document.querySelectorAll("[hx-get], [hx-post]")) {
    const own = one.matches("form, input, select, textarea") ? "own" : "click";
    const asks = one.getAttribute("hx-trigger") || own;
    if (/click/.test(asks) && !one.matches(native)) faults.push(`mouse only: ${told(one)}`);
  }
  for (const one of document.querySelectorAll(native)) {
    if (!shown(one) || one.disabled || one.getAttribute("aria-hidden") === "true") continue;
    document.activeElement.blur();
    const before = look(one);
    one.focus();
    if (one.tabIndex < 0) faults.push(`passed over: ${told(one)}`);
    else if (document.activeElement !== one) faults.push(`cannot be stood on: ${told(one)}`);
    else if (look(one) === before) faults.push(`unseen when stood on: ${told(one)}`);
  }
  folded.forEach((one) => { one.open = false; });
  return faults;
}
