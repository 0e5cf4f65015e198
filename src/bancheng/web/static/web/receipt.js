// It arrived: what was kept on the device for sending it is not needed any more, and the form that
// somebody goes back to is to know it.
(() => {
  "use strict";
  const sent = document.querySelector("[data-sent]");
  try {
    if (sent) {
      localStorage.removeItem(`handing-in ${sent.dataset.sent}`);
      sessionStorage.setItem(`handed in ${sent.dataset.sent}`, "1");
    }
  } catch { /* the device keeps nothing anyway */ }
})();
