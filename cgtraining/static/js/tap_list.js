// The rows of the tap list. Each keeps the mark that the server last told, and the taps that wait on top of it.
"use strict";

(() => {
  const list = document.querySelector("[data-tap-list]");
  if (!list) return;
  const texts = list.dataset;
  const cycle = texts.cycle.trim().split(" ").map((status) => (status === "none" ? null : status));
  const values = document.getElementById("values").content;
  const progress = document.querySelector("[data-progress]");
  const undoButton = document.querySelector("[data-undo]");
  const disputes = document.querySelector("[data-disputes]");
  const told = document.querySelector("[data-told]");
  const rows = [...list.children].map(prepare);
  const byId = new Map(rows.map((row) => [row.id, row]));
  const history = [];
  let deliveries = 0;

  function prepare(element) {
    return {
      element,
      id: Number(element.dataset.id),
      button: element.querySelector("button"),
      name: element.querySelector(".person > span").textContent.trim(),
      expected: !element.classList.contains("outside"),
      server: { status: element.dataset.status || null, minutes: Number(element.dataset.minutes) },
      waiting: [],
    };
  }

  const pair = ({ status, minutes }) => [status, minutes];
  const shown = (row) => row.waiting.at(-1)?.value ?? row.server;
  const template = (status) => values.querySelector(`[data-value="${status ?? ""}"]`);
  const word = (status) => template(status).querySelector(".tap-value > span").textContent;

  function show(row) {
    const { status, minutes } = shown(row);
    const value = template(status).cloneNode(true).firstElementChild;
    if (minutes) value.querySelector("[data-minutes]").textContent = texts.minutesPattern.replace("{minutes}", minutes);
    row.element.querySelector("[data-shown]").replaceChildren(value);
    row.element.classList.toggle("waits", row.waiting.length > 0);
  }

  function count() {
    const expected = rows.filter((row) => row.expected);
    const done = expected.filter((row) => shown(row).status).length;
    const figure = (number) => number.toLocaleString("en-US");
    progress.querySelector("progress").value = done;
    progress.querySelector(".figures").textContent =
      progress.dataset.pattern.replace("{done}", figure(done)).replace("{total}", figure(expected.length));
  }

  // --- Tapping ---

  function minutesLate() {
    const now = TapDelivery.now();
    const starts = Date.parse(texts.starts);
    return now > starts && now < Date.parse(texts.ends) ? Math.floor((now - starts) / 60000) : 0;
  }

  function next({ status }) {
    const following = cycle[(Math.max(cycle.indexOf(status), 0) + 1) % cycle.length];
    return { status: following, minutes: following === "late" ? minutesLate() : 0 };
  }

  function say(row, value) {
    const kept = TapDelivery.add({
      session: Number(texts.session),
      enrolment: row.id,
      label: row.name,
      sessionLabel: texts.sessionLabel,
      word: word(value.status),
      base: pair(row.server),
      new: pair(value),
    });
    row.waiting.push({ key: kept.key, value });
    told.textContent = `${row.name}: ${word(value.status)}`;
    show(row);
    count();
  }

  function tap(row) {
    const before = shown(row);
    history.push({ row, before });
    undoButton.disabled = false;
    say(row, next(before));
  }

  list.closest("form").addEventListener("submit", (event) => {
    event.preventDefault();
    const row = byId.get(Number(event.submitter?.closest("li")?.dataset.id));
    if (row) tap(row);
  });

  undoButton.addEventListener("click", () => {
    const { row, before } = history.pop();
    undoButton.disabled = !history.length;
    say(row, before);
    row.element.scrollIntoView({ block: "nearest" });
  });

  function freezeDisputes(frozen) {
    for (const button of disputes.querySelectorAll("button")) button.disabled = frozen;
  }

  // --- What the device keeps, and what the server tells ---

  async function restore() {
    for (const tap of await TapDelivery.waiting()) {
      const row = tap.session === Number(texts.session) && byId.get(tap.enrolment);
      if (!row || row.waiting.some((one) => one.key === tap.key)) continue;
      const [status, minutes] = tap.new;
      row.waiting.push({ key: tap.key, value: { status, minutes } });
      show(row);
    }
    count();
  }

  async function refresh() {
    const begun = deliveries;
    const response = await TapDelivery.request(texts.marks);
    if (!response.ok || begun !== deliveries) return;
    take(await response.json());
    await keepMarks();
  }

  function take({ marks, disputed, disputes: panel }) {
    for (const row of rows) {
      const [status, minutes] = marks[row.id] ?? [null, 0];
      row.server = { status, minutes };
      row.element.classList.toggle("disputed", disputed.includes(row.id));
      show(row);
    }
    if (!disputes.contains(document.activeElement)) disputes.innerHTML = panel;
    freezeDisputes(!TapDelivery.isOnline());
    count();
  }

  // Beside the kept page, and gone with it: what was known last when the page opens without a network.
  async function keepMarks() {
    const own = (await caches.keys()).find((name) => name.startsWith("tap-list:") && name.endsWith(`:${location.pathname}`));
    if (own) await (await caches.open(own)).put(texts.marks, new Response(JSON.stringify(known())));
  }

  function known() {
    const marked = rows.filter((row) => row.server.status);
    return {
      marks: Object.fromEntries(marked.map((row) => [row.id, pair(row.server)])),
      disputed: rows.filter((row) => row.element.classList.contains("disputed")).map((row) => row.id),
      disputes: disputes.innerHTML,
    };
  }

  async function recall() {
    const kept = await caches.match(texts.marks);
    if (kept && !TapDelivery.isOnline()) take(await kept.json());
  }

  document.addEventListener("taps:delivered", ({ detail }) => {
    deliveries += 1;
    for (const tap of detail.taps) {
      const row = byId.get(tap.enrolment);
      if (!row || tap.session !== Number(texts.session)) continue;
      const [status, minutes] = tap.new;
      if (detail.told[tap.key]?.verdict === "counted") row.server = { status, minutes };
      row.waiting = row.waiting.filter((one) => one.key !== tap.key);
      show(row);
    }
    keepMarks().catch(() => {});
    refresh().catch(() => {});
  });
  document.addEventListener("taps:state", ({ detail }) => {
    freezeDisputes(detail.state !== "online");
    if (detail.state === "online") refresh().catch(() => {});
  });
  document.addEventListener("taps:kept", restore);
  setInterval(() => {
    if (TapDelivery.isOnline() && !document.hidden) refresh().catch(() => {});
  }, 10000);

  // A list that was kept the day before is opened by its day.
  function open() {
    if (!texts.from || TapDelivery.now() < Date.parse(texts.from)) return;
    for (const row of rows) row.button.disabled = false;
    document.querySelector("[data-ahead]")?.remove();
  }

  // --- Finding ---

  const field = document.querySelector("[data-find]");
  function find() {
    const wanted = field.value.trim().toLowerCase();
    for (const row of rows) row.element.hidden = !row.element.dataset.findIn.includes(wanted);
    document.querySelector("[data-nobody]").hidden = rows.some((row) => !row.element.hidden);
  }
  field.addEventListener("input", find);
  field.form.addEventListener("submit", (event) => event.preventDefault());

  open();
  find();
  restore();
  recall().catch(() => {});
})();
