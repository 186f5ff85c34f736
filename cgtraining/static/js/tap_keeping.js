// Keeps this page with everything it needs, so that it opens without a network: one cache for each person and page. What
// is kept goes after a week, at signing out, and when someone else signs in (kept_pages.js).
"use strict";

(() => {
  const { worker, lists } = document.querySelector("[data-taps]").dataset;
  const person = TapDelivery.person;
  const address = location.pathname;
  const prefix = `tap-list:${person}:`;
  const MOST_PAGES = 12;
  const insideAnApp = document.querySelector("[data-inside-an-app]") !== null;

  const show = (name) => { for (const one of document.querySelectorAll(`[data-${name}]`)) one.hidden = false; };

  function files() {
    const named = document.querySelectorAll("link[href], script[src], img[src], use[href]");
    const addresses = [...named].map((one) => (one.getAttribute("href") ?? one.getAttribute("src")).split("#")[0]);
    return [...new Set(addresses)].filter((one) => one.startsWith("/"));
  }

  async function load(url) {
    const response = await fetch(url, { redirect: "error" });
    if (!response.ok) throw new Error(url);
    return [url, response];
  }

  async function keep() {
    const pages = [...new Set([address, lists])];
    const loaded = await Promise.all([...pages, ...files()].map(load));
    const page = await loaded[0][1].clone().text();
    if (!page.includes(`data-person="${person}"`)) return;
    const name = `${prefix}${new Date().toISOString().slice(0, 10)}:${address}`;
    const before = await keptPages();
    await caches.delete(name);
    const cache = await caches.open(name);
    await Promise.all(loaded.map(([url, response]) => cache.put(url, response)));
    const older = before.filter((one) => one !== name);
    const same = older.filter((one) => one.endsWith(`:${address}`));
    const surplus = older.slice(0, Math.max(0, older.length - MOST_PAGES));
    for (const one of new Set([...same, ...surplus])) await caches.delete(one);
  }

  const keptPages = async () => (await caches.keys()).filter((one) => one.startsWith(prefix));

  async function tell() {
    const kept = await keptPages();
    const has = (path) => kept.some((one) => one.endsWith(`:${path}`));
    if (has(address) && address !== lists && !insideAnApp) show("kept");
    for (const link of document.querySelectorAll("[data-list]")) {
      if (has(new URL(link.href).pathname)) link.querySelector("[data-opens]").hidden = false;
    }
  }

  async function begin() {
    const able = "serviceWorker" in navigator && "caches" in window && (await TapStore.lasts);
    if (!able) throw new Error("keeps nothing");
    await navigator.serviceWorker.register(worker, { scope: lists });
    await navigator.serviceWorker.ready;
    navigator.storage?.persist?.().catch(() => {});
  }

  // Instead of a list that was not kept, the worker shows the page of all lists under the address that was asked for.
  if (document.querySelector("[data-not-kept]") && address !== lists) show("not-kept");

  let kept = false;
  const ready = begin();
  ready.catch(() => { if (!insideAnApp) show("cannot"); });
  document.addEventListener("taps:state", async ({ detail }) => {
    try {
      await ready;
      if (detail.state === "online" && !kept) {
        kept = true;
        await keep();
      }
      await tell();
    } catch { kept = false; }
  });
})();
