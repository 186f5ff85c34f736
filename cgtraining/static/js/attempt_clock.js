// The time that is left, by the server's clock: a phone's own may be wrong. At its end everything is saved and handed in.
"use strict";

(() => {
  const place = document.querySelector("[data-attempt]");
  let due = place.dataset.due ? Number(place.dataset.due) : null;
  let ahead = Number(place.dataset.now) - Date.now();
  const left = () => due - (Date.now() + ahead);
  const said = new Set();
  let ended = false;

  document.addEventListener("attempt:time", ({ detail }) => {
    ahead = Math.round(detail.now - (detail.asked + Date.now()) / 2);
    if (detail.due !== due) said.clear();
    due = detail.due;
  });

  function warn(name) {
    if (said.has(name)) return;
    said.add(name);
    const text = document.querySelector(`template[data-warning="${name}"]`).content.cloneNode(true);
    document.querySelector("[data-warnings]").replaceChildren(text);
  }

  const two = (number) => String(number).padStart(2, "0");
  const A_DAY_MS = 24 * 3600000;
  function show(ms) {
    if (ms > A_DAY_MS) return; // the day stands there
    const seconds = Math.max(0, Math.ceil(ms / 1000));
    const hours = Math.floor(seconds / 3600);
    const minutes = Math.floor(seconds / 60) % 60;
    document.querySelector("[data-left]").textContent = `${hours ? `${hours}:${two(minutes)}` : minutes}:${two(seconds % 60)}`;
    document.querySelector("[data-time]").classList.toggle("is-short", ms < 5 * 60000);
  }

  // Saved answers are handed in even if this never arrives: the server does it by itself.
  async function end() {
    ended = true;
    warn("over");
    await AttemptSaving.deliver();
    const body = new URLSearchParams({ csrf_token: document.querySelector("input[name=csrf_token]").value });
    try {
      await fetch(place.dataset.handIn, { method: "POST", body, redirect: "manual" });
    } catch {
      setTimeout(() => { ended = false; }, 5000);
      return;
    }
    location.href = place.dataset.result;
  }

  function tick() {
    if (due === null || ended) return;
    const ms = left();
    show(ms);
    if (ms <= 0) end();
    else if (ms <= 60000) warn("one_minute");
    else if (ms <= 5 * 60000) warn("five_minutes");
  }
  setInterval(tick, 1000);
  document.addEventListener("visibilitychange", tick);
  tick();
})();
