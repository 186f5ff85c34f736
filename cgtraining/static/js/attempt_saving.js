// Saves each answer shortly after it changed. What could not be delivered stays on this device and is tried again, ever
// more rarely, until it is; the page says how it stands. Nothing is asked of the network twice at the same time.
"use strict";

const AttemptSaving = (() => {
  const place = document.querySelector("[data-attempt]").dataset;
  const form = document.querySelector("[data-answers]");
  const key = `attempt-${place.attempt}`;
  const tab = sessionStorage.getItem("attempt-tab") ?? Math.random().toString(36).slice(2, 14);
  sessionStorage.setItem("attempt-tab", tab);
  const SOON_MS = 700;
  const PATIENCE_MS = 15000;
  const LONGEST_PAUSE_MS = 30000;
  let pause = 1000;
  let timer = null;
  let busy = null;
  let over = false;
  const seen = {};

  const say = (what, detail) => document.dispatchEvent(new CustomEvent(`attempt:${what}`, { detail }));
  const token = () => document.querySelector("input[name=csrf_token]").value;

  // --- what waits ---
  const waiting = () => {
    try { return JSON.parse(localStorage.getItem(key)) ?? {}; } catch { return {}; }
  };
  function keep(all) {
    try {
      if (Object.keys(all).length) localStorage.setItem(key, JSON.stringify(all));
      else localStorage.removeItem(key);
      memory = null;
    } catch {
      memory = all; // a browser that keeps nothing: it stays with the page
    }
  }
  let memory = null;
  const pending = () => memory ?? waiting();

  function state(name) {
    const box = document.querySelector("[data-saving-state]");
    if (!box) return;
    box.dataset.savingState = name;
    if (name === "saved") box.querySelector("[data-saved-at]").textContent = new Date().toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
  }

  function note(at, change) {
    const all = pending();
    all[at] = { ...all[at], ...change, at: Date.now() };
    keep(all);
  }

  function changed(at) {
    note(at, { fields: AttemptFields.read(at), seen: all_seen(at) });
    AttemptFields.show(at);
    soon(SOON_MS);
  }
  const all_seen = (at) => seen[at] ?? Number(AttemptFields.section(at)?.dataset.saves ?? 0);

  function soon(ms) {
    clearTimeout(timer);
    timer = setTimeout(deliver, ms);
  }

  function body(all) {
    const answers = Object.entries(all).filter(([, one]) => one.fields).map(([at, one]) => (
      { place: Number(at), fields: one.fields, seen: Math.max(one.seen, seen[at] ?? 0), age: Date.now() - one.at }
    ));
    const flags = Object.fromEntries(Object.entries(all).filter(([, one]) => one.flag !== undefined).map(([at, one]) => [at, one.flag]));
    return JSON.stringify({ tab, answers, flags });
  }

  function send(all, options = {}) {
    const headers = { "Content-Type": "application/json", "X-CSRFToken": token(), Accept: "application/json" };
    return fetch(place.save, { method: "POST", headers, body: body(all), redirect: "manual", ...options });
  }

  async function attempt_delivery() {
    const all = pending();
    if (!Object.keys(all).length) return true;
    state("saving");
    const stop = new AbortController();
    const patience = setTimeout(() => stop.abort(), PATIENCE_MS);
    const asked = Date.now();
    try {
      const response = await send(all, { signal: stop.signal });
      if (response.type === "opaqueredirect" || response.status === 401) { state("signed-out"); return false; }
      if (!response.ok) throw new Error(String(response.status));
      const told = await response.json();
      say("time", { now: told.now, due: told.due, asked, over: told.over });
      settle(all, told.answers);
      over = told.over;
      return true;
    } catch {
      state("waiting");
      return false;
    } finally {
      clearTimeout(patience);
    }
  }

  // What changed again meanwhile waits on; the rest is delivered.
  function settle(sent, answers) {
    const left = pending();
    for (const [at, one] of Object.entries(sent)) if (left[at]?.at === one.at) delete left[at];
    keep(left);
    for (const answer of answers) {
      seen[answer.place] = answer.saves;
      const box = AttemptFields.section(answer.place);
      if (!box) continue;
      box.dataset.saves = answer.saves;
      box.querySelector(`[name="saves-${answer.place}"]`).value = answer.saves;
      const told = document.querySelector(`template[data-verdict="${answer.verdict}"]`);
      if (told) box.querySelector("[data-told]").replaceChildren(told.content.cloneNode(true));
    }
    state(Object.keys(left).length ? "saving" : "saved");
  }

  // One delivery at a time; whoever asks meanwhile gets the one after it.
  async function deliver() {
    clearTimeout(timer);
    while (busy) await busy;
    busy = attempt_delivery();
    const done = await busy;
    busy = null;
    pause = done ? 1000 : Math.min(pause * 2, LONGEST_PAUSE_MS);
    if (over) location.href = place.result;
    else if (Object.keys(pending()).length) soon(done ? SOON_MS : pause);
    return done;
  }

  // The page is left, or the phone locked: what waits goes out at once, and stays here until it is known to be there.
  function leave() {
    if (Object.keys(pending()).length) send(pending(), { keepalive: true }).catch(() => {});
  }
  document.addEventListener("visibilitychange", () => (document.visibilityState === "hidden" ? leave() : deliver()));
  window.addEventListener("pagehide", leave);
  window.addEventListener("online", deliver);

  // --- the form ---
  const placeOf = (target) => target.closest?.(".asked[data-place]")?.dataset.place;
  function noticed({ target }) {
    const at = placeOf(target);
    if (!at || target.type === "file") return;
    if (target.matches("[data-flag]")) {
      note(at, { flag: target.checked });
      AttemptFields.show(at);
      soon(SOON_MS);
    } else changed(at);
  }
  form?.addEventListener("input", noticed);
  form?.addEventListener("change", noticed);

  async function go(address) {
    if (await deliver()) location.href = address;
  }
  form?.addEventListener("click", (event) => {
    const clear = event.target.closest("[data-clear]");
    const way = event.target.closest("[data-go]");
    if (!clear && !way) return;
    event.preventDefault();
    if (clear) {
      AttemptFields.clear(placeOf(clear));
      changed(placeOf(clear));
    } else go(way.dataset.go);
  });
  form?.addEventListener("submit", (event) => {
    if (event.submitter?.dataset.remove !== undefined) return;
    event.preventDefault(); // Enter in a field: it is saved, and the page stays
    deliver();
  });

  document.addEventListener("language:shown", ({ detail }) => {
    fetch(place.languageAddress.replace("xx", detail.language), { redirect: "manual" }).catch(() => {});
  });

  // What waited since the page was here last.
  for (const [at, one] of Object.entries(pending())) if (one.fields) AttemptFields.write(at, one.fields);
  for (const hidden of document.querySelectorAll("[data-without-script]")) hidden.hidden = true;
  if (Object.keys(pending()).length) deliver();

  return { deliver };
})();

// --- files: kept as soon as they are chosen ---
for (const box of document.querySelectorAll("[data-files]")) {
  const at = box.closest(".asked").dataset.place;
  const address = `${document.querySelector("[data-attempt]").dataset.save}/${at}/files`;
  const problem = box.querySelector("[data-file-problem]");
  const headers = () => ({ "X-CSRFToken": document.querySelector("input[name=csrf_token]").value });

  async function post(path, values) {
    const body = new FormData();
    for (const [name, value] of Object.entries(values)) body.append(name, value);
    problem.hidden = true;
    try {
      const response = await fetch(path, { method: "POST", body, headers: headers() });
      const told = await response.json();
      if (response.ok) return told;
      problem.textContent = told.sentence;
    } catch {
      problem.replaceChildren(document.querySelector('[data-when="waiting"]').cloneNode(true));
    }
    problem.hidden = false;
    return null;
  }

  box.addEventListener("change", async ({ target }) => {
    if (target.type !== "file") return;
    for (const file of [...target.files]) {
      const told = await post(address, { file });
      if (!told) continue;
      const row = box.querySelector("[data-file-row]").content.firstElementChild.cloneNode(true);
      row.dataset.file = told.id;
      for (const name of row.querySelectorAll("[data-name]")) name.textContent = told.name;
      row.querySelector("[data-size]").textContent = told.megabytes;
      row.querySelector("[data-remove]").value = told.id;
      box.querySelector("[data-file-list]").append(row);
    }
    target.value = "";
    AttemptFields.show(at);
  });
  box.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-remove]");
    if (!button) return;
    event.preventDefault();
    if (await post(`${address}/remove`, { id: button.value })) button.closest("[data-file]").remove();
    AttemptFields.show(at);
  });
}
