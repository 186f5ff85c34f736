// Below /tap-list/ only: pages come from the network, and from what was kept when there is none. It delivers nothing.
"use strict";

const KEPT = "tap-list:";
const PATIENCE_MS = 5000;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (request.mode === "navigate") event.respondWith(page(request, url.pathname));
  else if (url.searchParams.has("v")) event.respondWith(file(request));
});

async function kept(path) {
  const names = (await caches.keys()).filter((name) => name.startsWith(KEPT)).reverse();
  const whole = names.filter((name) => name.endsWith(`:${path}`));
  for (const name of [...whole, ...names]) {
    const found = await (await caches.open(name)).match(path, { ignoreVary: true });
    if (found) return found;
  }
  return null;
}

// A network that neither answers nor fails is as good as none, where the page is at hand.
function soon(answer) {
  return Promise.race([answer, new Promise((_, fail) => setTimeout(fail, PATIENCE_MS))]);
}

async function page(request, path) {
  const own = await kept(path);
  try {
    const answer = await (own ? soon(fetch(request)) : fetch(request));
    if (answer.type === "opaqueredirect") await forget();
    return answer.status >= 500 && own ? own : answer;
  } catch {
    return own ?? (await kept(new URL(self.registration.scope).pathname)) ?? Response.error();
  }
}

// The session is over, so these pages are nobody's.
async function forget() {
  for (const name of await caches.keys()) if (name.startsWith(KEPT)) await caches.delete(name);
}

// Files are named by their content, so what was kept under the name is the file.
async function file(request) {
  return (await caches.match(request, { ignoreVary: true })) ?? fetch(request);
}
