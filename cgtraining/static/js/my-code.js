// Shows one code after the other. It counts from the opening of the page, because the phone's clock may be wrong.
(() => {
  "use strict";
  const page = document.querySelector("[data-my-code]");
  const codes = [...page.querySelectorAll("[data-code]")];
  const step = Number(page.dataset.step) * 1000;
  const opened = Date.now() - (step - Number(page.dataset.left) * 1000);
  const show = () => {
    const now = Math.floor((Date.now() - opened) / step);
    codes.forEach((code, place) => { code.hidden = place !== now; });
    page.querySelector("[data-over]").hidden = now >= 0 && now < codes.length;
  };
  setInterval(show, 1000);
  document.addEventListener("visibilitychange", show);
  navigator.wakeLock?.request("screen").catch(() => {});
})();
