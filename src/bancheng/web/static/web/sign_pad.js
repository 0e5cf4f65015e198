// The pad to sign on: finger, pen or mouse. Whoever has only a keyboard types the name above it, as
// does whoever has a telephone too old to tell where the finger is.
(() => {
  "use strict";
  const inks = new WeakMap();  // what was drawn stays when the fields around it are drawn anew
  document.querySelectorAll("[data-sign]").forEach(enhance);
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.target.querySelectorAll) event.target.querySelectorAll("[data-sign]").forEach(enhance);
  });

  function enhance(field) {
    const form = field.closest("form");
    const pad = field.querySelector("[data-pad]");
    const canvas = pad.querySelector("canvas");
    const drawn = field.querySelector("[name=signature_drawn]");
    const clear = pad.querySelector("[data-clear]");
    const kept = field.querySelector("[data-kept-sign]");
    const onPaper = field.querySelector("[data-on-paper]");
    const ways = [...form.querySelectorAll("[name=signing]")];
    const pen = canvas.getContext("2d");
    const ink = inks.get(form) || { strokes: [] };
    inks.set(form, ink);
    let stroke = null;

    ways.forEach((way) => way.addEventListener("change", show));
    if (kept) kept.addEventListener("change", show);
    clear.addEventListener("click", () => { ink.strokes = []; draw(); });
    addEventListener("resize", draw);
    canvas.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      event.preventDefault();
      canvas.setPointerCapture(event.pointerId);
      stroke = { pointer: event.pointerId, points: [point(event)] };
      ink.strokes.push(stroke.points);
      draw();
    });
    canvas.addEventListener("pointermove", (event) => {
      if (!stroke || event.pointerId !== stroke.pointer) return;
      const passed = event.getCoalescedEvents ? event.getCoalescedEvents() : [];
      (passed.length ? passed : [event]).forEach((one) => stroke.points.push(point(one)));
      draw();
    });
    for (const kind of ["pointerup", "pointercancel", "lostpointercapture"]) {
      canvas.addEventListener(kind, () => { stroke = null; });
    }
    form.addEventListener("submit", () => {
      drawn.value = !pad.hidden && ink.strokes.length ? canvas.toDataURL("image/png") : "";
    });
    show();

    // a record is signed here, on paper, or not at all; only here is there anything to draw
    function show() {
      const chosen = ways.find((one) => one.checked);
      const way = chosen ? chosen.value : "";
      field.hidden = ways.length > 0 && !["here", "paper"].includes(way);
      if (onPaper) onPaper.hidden = way !== "paper";
      pad.hidden = !window.PointerEvent || (ways.length > 0 && way !== "here") || Boolean(kept && kept.checked);
      if (!pad.hidden) draw();
    }

    // points in parts of the pad, so that it can be turned and resized under the pen
    function point(event) {
      const place = canvas.getBoundingClientRect();
      const pressed = event.pointerType === "pen" && event.pressure ? event.pressure : 0.5;
      return [(event.clientX - place.left) / place.width, (event.clientY - place.top) / place.height, pressed];
    }

    function draw() {
      const place = canvas.getBoundingClientRect();
      if (!place.width) return;
      const scale = Math.min(devicePixelRatio || 1, 2);
      canvas.width = Math.round(place.width * scale);
      canvas.height = Math.round(place.height * scale);
      pen.strokeStyle = pen.fillStyle = getComputedStyle(canvas).color;
      pen.lineCap = pen.lineJoin = "round";
      ink.strokes.forEach((points) => line(points, scale));
      clear.hidden = ink.strokes.length === 0;
    }

    function line(points, scale) {
      const at = ([x, y]) => [x * canvas.width, y * canvas.height];
      if (points.length === 1) {
        pen.beginPath();
        pen.arc(...at(points[0]), 1.6 * scale, 0, 2 * Math.PI);
        pen.fill();
        return;
      }
      for (let n = 1; n < points.length; n += 1) {
        pen.lineWidth = (1.4 + 2.4 * points[n][2]) * scale;
        pen.beginPath();
        pen.moveTo(...at(points[n - 1]));
        pen.lineTo(...at(points[n]));
        pen.stroke();
      }
    }
  }
})();
