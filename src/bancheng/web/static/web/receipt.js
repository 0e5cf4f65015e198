// It arrived: what was kept on the device for sending it is not needed any more.
(() => {
  "use strict";
  const sent = document.querySelector("[data-sent]");
  try {
    if (sent) localStorage.removeItem(`handing-in ${sent.dataset.sent}`);
  } catch { /* the device keeps nothing anyway */ }
})();
