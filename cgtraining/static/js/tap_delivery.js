// Delivers the taps that wait on this device, in order, whenever the network and the session allow it. Others listen to
// the events taps:state, taps:delivered and taps:kept.
"use strict";

const TapDelivery = (() => {
  const place = document.querySelector("[data-taps]").dataset;
  const person = Number(place.person);
  const MOST_AT_ONCE = 50;
  const AGAIN_MS = 10000;
  const PATIENCE_MS = 10000;
  let token = null;
  let state = "unknown";
  let offset = null;
  let busy = false;
  let once_more = false;
  let writing = Promise.resolve();

  const say = (what, detail) => document.dispatchEvent(new CustomEvent(`taps:${what}`, { detail }));

  function go(next) {
    if (next !== "online") token = null;
    state = next;
    say("state", { state });
  }

  function request(address, options = {}) {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), PATIENCE_MS);
    const headers = { Accept: "application/json", ...options.headers };
    const sent = fetch(address, { ...options, headers, redirect: "manual", signal: stop.signal });
    return sent.finally(() => clearTimeout(timer));
  }

  // Who is signed in, a token for this session, and how far the server's clock is ahead of this one.
  async function meet() {
    const asked = Date.now();
    const response = await request(place.stateAddress);
    if (response.type === "opaqueredirect") return go("signed-out");
    if (!response.ok) throw new Error("out of reach");
    const told = await response.json();
    if (told.person !== person) return go("someone-else");
    token = told.token;
    offset = Math.round(told.now - (asked + Date.now()) / 2);
    await TapStore.remember("offset", offset);
    return go("online");
  }

  const waiting = async () => (await TapStore.of(person)).filter((tap) => !tap.refusal);

  async function send(taps) {
    const device = await TapStore.device();
    const wanted = ["key", "session", "enrolment", "number", "at", "offset", "base", "new"];
    const body = taps.map((tap) => ({ device, ...Object.fromEntries(wanted.map((name) => [name, tap[name]])) }));
    const response = await request(place.deliver, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": token },
      body: JSON.stringify({ person, taps: body }),
    });
    if (response.type === "opaqueredirect") return go("signed-out");
    if (response.status === 409) return go("someone-else");
    if (!response.ok) throw new Error("not taken");
    return take(taps, await response.json());
  }

  async function take(taps, answer) {
    for (const tap of taps) {
      const told = answer.taps[tap.key];
      if (told?.verdict) await TapStore.remove(tap.number);
      else if (told) await TapStore.put({ ...tap, refusal: told.refusal });
    }
    await TapStore.remember(`delivered ${person}`, answer.now);
    say("delivered", { taps, told: answer.taps });
  }

  async function deliver() {
    if (busy) {
      once_more = true;
      return;
    }
    busy = true;
    try {
      await writing;
      if (!token) await meet();
      let taps;
      while (state === "online" && (taps = (await waiting()).slice(0, MOST_AT_ONCE)).length) await send(taps);
    } catch {
      go("offline");
    } finally {
      busy = false;
      say("kept");
    }
    if (once_more) {
      once_more = false;
      deliver();
    }
  }

  // The tap is on the device before anything is sent. Its order is that of the fingers.
  function add(tap) {
    const kept = { ...tap, key: TapStore.uuid(), person, at: Date.now() };
    writing = writing.then(async () => {
      kept.offset = offset ?? (await TapStore.fact("offset")) ?? 0;
      await TapStore.add(kept);
      say("kept");
    });
    deliver();
    return kept;
  }

  async function deliverAgain(tap) {
    await TapStore.put({ ...tap, refusal: null });
    say("kept");
    deliver();
  }

  async function dismiss(tap) {
    await TapStore.remove(tap.number);
    say("kept");
  }

  const now = () => Date.now() + (offset ?? 0);

  TapStore.fact("offset").then((known) => { offset ??= known ?? null; });
  window.addEventListener("online", deliver);
  window.addEventListener("offline", () => go("offline"));
  document.addEventListener("visibilitychange", () => { if (!document.hidden) deliver(); });
  setInterval(async () => {
    if (!document.hidden && (state !== "online" || (await waiting()).length)) deliver();
  }, AGAIN_MS);
  // After the other scripts are there to listen.
  document.addEventListener("DOMContentLoaded", deliver);

  return { person, add, deliverAgain, dismiss, waiting, now, request, isOnline: () => state === "online" };
})();
