// The register: marks by key or thumb, saved as one goes. Each row keeps what the server last confirmed beside what is
// shown; the difference is what is still to be saved, so a lost connection or a second marker loses nothing.
"use strict";

(() => {
  const table = document.querySelector("[data-register]");
  if (!table) return;
  const texts = table.dataset;
  const reason = document.querySelector("[data-reason]");
  const undoButton = document.querySelector("[data-undo]");
  const refusal = document.querySelector("[data-refusal]");
  const progress = document.querySelector("[data-progress]");
  const token = (page) => page.querySelector('meta[name="csrf-token"]')?.content;
  let csrf = token(document);
  const history = [];
  const choices = document.getElementById("choices").content;
  const kinds = [...choices.querySelectorAll("input[type=radio]")];
  const keys = new Map(kinds.map((radio) => [radio.dataset.key, radio.value]));
  const timed = new Set(kinds.filter((radio) => "byMinutes" in radio.dataset).map((radio) => radio.value));
  const rows = [...table.tBodies[0].rows].map(prepare);
  const byId = new Map(rows.map((row) => [row.id, row]));
  let current = rows[0];
  let sending = false;
  let timer = 0;

  function prepare(element) {
    const row = {
      element,
      id: Number(element.dataset.id),
      expected: !element.classList.contains("outside"),
      server: { status: element.dataset.status || null, minutes: Number(element.dataset.minutes) },
    };
    row.shown = { ...row.server };
    return row;
  }

  // A thousand rows of buttons are slow to lay out, so a row gets its own when it comes near or is used.
  function build(row) {
    if (row.radios) return row;
    const cell = row.element.cells[1];
    cell.replaceChildren(choices.cloneNode(true));
    row.radios = [...cell.querySelectorAll("input[type=radio]")];
    for (const radio of row.radios) radio.name = `s${row.id}`;
    const name = row.element.cells[0].firstChild;
    const legend = cell.querySelector("legend");
    legend.textContent = name.textContent;
    if (name.lang) legend.lang = name.lang;
    row.minutes = cell.querySelector(".minutes");
    row.input = row.minutes.querySelector("input");
    row.remark = cell.querySelector(".remark");
    cell.querySelector(".history").href = texts.history.replace(/0$/, row.id);
    show(row);
    return row;
  }

  function scrolls(frame) {
    return getComputedStyle(frame).maxHeight !== "none";
  }

  const near = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      if (!isIntersecting) continue;
      near.unobserve(target);
      build(byId.get(Number(target.dataset.id)));
    }
  }, { root: scrolls(table.parentElement) ? table.parentElement : null, rootMargin: "1200px" });
  for (const row of rows.slice(0, 60)) build(row);
  for (const row of rows.slice(60)) near.observe(row.element);
  window.addEventListener("beforeprint", () => rows.forEach(build));

  function same(a, b) {
    return a.status === b.status && a.minutes === b.minutes;
  }

  function byMinutes(status) {
    return timed.has(status);
  }

  function show(row) {
    if (!row.radios) return;
    for (const radio of row.radios) radio.checked = radio.value === row.shown.status;
    const wanted = byMinutes(row.shown.status);
    row.minutes.hidden = !wanted;
    row.minutes.classList.toggle("asked", wanted && !row.shown.minutes);
    if (document.activeElement !== row.input) row.input.value = row.shown.minutes || "";
  }

  function count() {
    const expected = rows.filter((row) => row.expected);
    const done = expected.filter((row) => row.shown.status).length;
    progress.querySelector("progress").value = done;
    const figure = (number) => number.toLocaleString("en-US");
    progress.querySelector(".figures").textContent =
      progress.dataset.pattern.replace("{done}", figure(done)).replace("{total}", figure(expected.length));
  }

  // --- Changing ---

  function elapsed() {
    const now = Date.now();
    const starts = Date.parse(texts.starts);
    return now > starts && now < Date.parse(texts.ends) ? Math.floor((now - starts) / 60000) : 0;
  }

  function valueOf(row, status) {
    if (!byMinutes(status)) return { status, minutes: 0 };
    if (row.shown.status === status) return { ...row.shown };
    return { status, minutes: status === "late" ? elapsed() : 0 };
  }

  function change(changes, { remember = true } = {}) {
    const real = changes.filter(({ row, to }) => !same(row.shown, to));
    if (!real.length) return;
    if (remember) history.push(real.map(({ row, to }) => ({ row, from: row.shown, to })));
    for (const { row, to } of real) {
      row.shown = to;
      clear(row);
      show(row);
    }
    undoButton.disabled = !history.length;
    count();
    saveSoon(120);
  }

  const mark = (row, status) => change([{ row, to: valueOf(row, status) }]);

  function setMinutes(row, minutes) {
    const to = { status: row.shown.status, minutes: Math.min(minutes, Number(texts.longest)) };
    change([{ row, to }]);
  }

  function undo() {
    const last = history.pop();
    if (last) change(last.filter(({ row, to }) => same(row.shown, to)).map(({ row, from }) => ({ row, to: from })), { remember: false });
    undoButton.disabled = !history.length;
  }

  function allOthersPresent() {
    change(rows.filter((row) => row.expected && !row.shown.status).map((row) => ({ row, to: { status: "present", minutes: 0 } })));
  }

  // --- Saving ---

  function later(wait) {
    clearTimeout(timer);
    timer = setTimeout(save, wait);
  }

  const waiting = () => rows.filter((row) => !row.blocked && !same(row.shown, row.server));
  const say = (state) => document.dispatchEvent(new Event(`sheet:${state}`));
  function saveSoon(wait) {
    say(waiting().length ? "saving" : "saved");
    later(wait);
  }

  const pair = (value) => [value.status, value.minutes];

  async function save() {
    const batch = waiting();
    if (sending || !batch.length) return;
    sending = true;
    say("saving");
    const sent = new Map(batch.map((row) => [row.id, row.shown]));
    const cells = batch.map((row) => ({ id: row.id, old: pair(row.server), new: pair(row.shown) }));
    try {
      const response = await fetch(texts.save, {
        method: "POST",
        headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": csrf },
        body: JSON.stringify({ cells, reason: reason?.value.trim() || null }),
      });
      const answer = response.redirected ? {} : await response.json();
      if (answer.saved) accept(answer, sent);
      else if (answer.refusal) refuse(answer.refusal, batch);
      else await signInAgain();
    } catch {
      say("failed");
      later(5000);
    } finally {
      sending = false;
    }
    if (waiting().length) later(120);
  }

  function accept(answer, sent) {
    refusal.hidden = true;
    for (const [id, [status, minutes]] of Object.entries(answer.saved)) {
      const row = byId.get(Number(id));
      row.server = { status, minutes };
      if (same(row.shown, sent.get(row.id))) row.shown = { status, minutes };
      show(row);
    }
    for (const [id, { current: now, sentence }] of Object.entries(answer.conflicts)) conflict(byId.get(Number(id)), now, sentence);
    for (const id of answer.need_reason) askReason(byId.get(id));
    if (answer.need_reason.length) reason?.focus();
    if (waiting().length) return;
    if (Object.keys(answer.saved).length) say("saved");
    else for (const place of document.querySelectorAll("[data-saved]")) place.textContent = "";
  }

  function tell(sentence) {
    refusal.querySelector("p").textContent = sentence;
    refusal.hidden = false;
  }

  // The session ended, or someone signed in anew in another tab: what is entered stays here until it can be saved.
  async function signInAgain() {
    const page = await fetch(location.href);
    if (page.redirected) tell(texts.signedOut);
    else csrf = token(new DOMParser().parseFromString(await page.text(), "text/html")) ?? csrf;
    throw new Error("not saved yet");
  }

  function refuse(sentence, batch) {
    tell(sentence);
    for (const row of batch) {
      row.shown = { ...row.server };
      show(row);
    }
    count();
    say("failed");
  }

  function clear(row) {
    row.blocked = null;
    row.remark?.replaceChildren();
    row.element.classList.remove("conflict", "reasonless");
  }

  function conflict(row, [status, minutes], sentence) {
    build(row);
    row.blocked = "conflict";
    row.server = { status, minutes };
    row.element.classList.add("conflict");
    row.remark.replaceChildren(`${sentence} `, document.getElementById("conflict").content.cloneNode(true));
    row.remark.querySelector("[data-theirs]").onclick = () => {
      row.shown = { ...row.server };
      clear(row);
      show(row);
      count();
    };
    row.remark.querySelector("[data-mine]").onclick = () => {
      clear(row);
      saveSoon(0);
    };
  }

  function askReason(row) {
    build(row);
    row.blocked = "reason";
    row.element.classList.add("reasonless");
    row.remark.textContent = texts.needsReason;
  }

  reason?.addEventListener("change", () => {
    if (!reason.value.trim()) return;
    for (const row of rows.filter((one) => one.blocked === "reason")) clear(row);
    saveSoon(0);
  });

  window.addEventListener("beforeunload", (event) => {
    if (rows.some((row) => !same(row.shown, row.server))) event.preventDefault();
  });

  // What others mark, and who checks in, appears by itself.
  setInterval(async () => {
    if (sending || document.hidden) return;
    try {
      const response = await fetch(texts.save, { headers: { Accept: "application/json" } });
      const { marks } = await response.json();
      if (sending) return;
      for (const row of rows.filter((one) => same(one.shown, one.server))) {
        const [status, minutes] = marks[row.id] ?? [null, 0];
        if (row.input && document.activeElement === row.input) continue;
        row.server = { status, minutes };
        row.shown = { status, minutes };
        show(row);
      }
      count();
    } catch { /* the next round tries again */ }
  }, 10000);

  // --- Keys and thumbs ---

  const rowOf = (element) => byId.get(Number(element.closest?.("tr")?.dataset.id));

  function focus(row) {
    if (!row) return;
    current = build(row);
    (row.radios.find((radio) => radio.checked) ?? row.radios[0]).focus({ preventScroll: true });
    row.element.scrollIntoView({ block: "nearest" });
  }

  const neighbour = (row, step) => rows[rows.indexOf(row) + step];

  table.addEventListener("focusin", (event) => {
    const row = rowOf(event.target);
    if (row && row !== current) current.typing = false;
    current = row ?? current;
  });
  table.addEventListener("change", (event) => {
    const row = rowOf(event.target);
    if (event.target.type === "radio") mark(row, event.target.value);
    else setMinutes(row, Number.parseInt(event.target.value, 10) || 0);
  });
  table.addEventListener("click", (event) => {
    if (event.target.closest("[data-more]")) event.target.closest(".choices").classList.add("open");
  });
  undoButton.addEventListener("click", undo);
  document.querySelector("[data-all-present]")?.addEventListener("click", allOthersPresent);

  function press(key, row) {
    if (keys.has(key)) {
      const status = keys.get(key);
      mark(row, status);
      row.typing = byMinutes(status);
      focus(row.typing ? row : neighbour(row, 1) ?? row);
    } else if (/^\d$/.test(key) && byMinutes(row.shown.status)) {
      const before = row.typed && row.typing ? String(row.shown.minutes) : "";
      row.typing = true;
      row.typed = true;
      setMinutes(row, Number(before + key));
      return true;
    } else if (key === "arrowdown" || key === "enter") focus(neighbour(row, 1));
    else if (key === "arrowup") focus(neighbour(row, -1));
    else if (key === "backspace" || key === "delete") change([{ row, to: { status: null, minutes: 0 } }]);
    else if (key === "u") undo();
    else return false;
    row.typed = false;
    return true;
  }

  document.addEventListener("keydown", (event) => {
    const key = event.key.toLowerCase();
    const target = event.target;
    const writes = target.matches?.("input:not([type=radio]), textarea, select");
    if ((event.ctrlKey || event.metaKey) && key === "z" && !writes) {
      undo();
      event.preventDefault();
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (writes) {
      if (target.classList.contains("cell") && ["enter", "arrowdown", "arrowup"].includes(key)) {
        focus(neighbour(rowOf(target), key === "arrowup" ? -1 : 1));
        event.preventDefault();
      } else if (target === reason && key === "enter") reason.blur();
      return;
    }
    if (target.matches?.("a, button, summary") && key === "enter") return;
    if (event.shiftKey && key === "p") allOthersPresent();
    else if (!press(key, current)) return;
    event.preventDefault();
  });

  // With a keyboard at hand, marking begins at the first who is not marked.
  if (matchMedia("(min-width: 768px) and (hover: hover)").matches) {
    focus(rows.find((row) => row.expected && !row.shown.status) ?? rows[0]);
  }
})();
