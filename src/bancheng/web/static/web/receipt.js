// It arrived: what was kept on the device for sending it is not needed any more, and the form that
// somebody goes back to is to know it. It runs before anything of the receipt is shown: whoever has
// seen it and goes back at once, on a slow line, finds the form empty. The form's page loads it as
// well, without a centre, so that no receipt waits for the line.
(() => {
  "use strict";
  const sent = document.currentScript.dataset.sent;
  if (!sent) return;
  try {
    localStorage.removeItem(`handing-in ${sent}`);
    sessionStorage.setItem(`handed in ${sent}`, "1");
  } catch (shut) { /* the device keeps nothing anyway */ }
})();
