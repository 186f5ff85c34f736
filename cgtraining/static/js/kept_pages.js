// On every page of someone who is signed in: tap lists that were kept on this device for somebody else, or a week ago,
// go; signing out takes one's own. Taps that wait for delivery stay, and are told of.
"use strict";

(() => {
  const person = document.querySelector('meta[name="person"]')?.content;
  const LONGEST_MS = 7 * 24 * 3600 * 1000;

  async function forget(isGone) {
    if (!("caches" in window)) return;
    for (const name of await caches.keys()) {
      const [kind, whose, day] = name.split(":");
      if (kind === "tap-list" && isGone(whose, Date.parse(day))) await caches.delete(name);
    }
  }

  forget((whose, day) => whose !== person || Date.now() - day > LONGEST_MS);

  document.addEventListener("submit", async (event) => {
    const form = event.target.closest("[data-sign-out]");
    if (!form) return;
    event.preventDefault();
    try {
      await forget(() => true);
    } finally {
      form.submit();
    }
  });

  const waiting = document.querySelector("[data-waiting-taps]");
  try {
    const elsewhere = waiting && !location.pathname.startsWith(new URL(waiting.querySelector("a").href).pathname);
    if (elsewhere && localStorage.getItem(`taps-waiting:${person}`)) waiting.hidden = false;
  } catch { /* a private window may keep nothing */ }
})();
