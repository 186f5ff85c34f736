// The score grid: moves by keys, takes a pasted block, saves each cell by itself and answers at the cell.
"use strict";

(() => {
  const table = document.querySelector("table[data-grid]");
  if (!table) return;
  const rows = [...table.tBodies[0].rows].map((row) => [...row.querySelectorAll("input.cell")]);
  const cells = rows.flat();
  const names = (element) => element.dataset.names.split("|");
  const trainees = [...table.tBodies[0].rows].map((row) => names(row.cells[0]));
  const items = [...table.tHead.querySelectorAll("th[data-names]")].map(names);
  const remark = document.querySelector("[data-paste-remark]");
  const waiting = new Map(); // cell -> the text to be saved
  const undone = document.querySelector("[data-undo]");
  const history = [];
  let timer = null;
  let sending = false;
  for (const cell of cells) cell.dataset.old = cell.classList.contains("wrong") ? "" : cell.value;
  const olds = JSON.parse(document.querySelector('input[name="olds"]').value);
  for (const cell of cells) if (cell.classList.contains("wrong")) cell.dataset.old = olds[cell.name.slice(5)] ?? "";

  const tell = (name) => document.dispatchEvent(new Event(`sheet:${name}`));

  function move(cell, down, right) {
    const row = rows.findIndex((one) => one.includes(cell));
    const next = rows[row + down]?.[rows[row].indexOf(cell) + right];
    if (!next) return false;
    next.focus();
    next.select();
    return true;
  }

  function commit(cell) {
    if (cell.value.trim() === cell.dataset.old && !waiting.has(cell)) {
      answer(cell, null);
      cell.classList.remove("changed");
      return false;
    }
    cell.classList.add("changed");
    waiting.set(cell, cell.value);
    tell("saving");
    clearTimeout(timer);
    timer = setTimeout(send, 250);
    return true;
  }

  function remember(changes) {
    const real = changes.filter(([cell, before]) => before !== cell.value);
    if (!real.length) return;
    history.push(real);
    if (undone) undone.hidden = false;
  }

  function answer(cell, sentence) {
    const id = `${cell.id}-error`;
    document.getElementById(id)?.remove();
    cell.classList.toggle("wrong", Boolean(sentence));
    if (!sentence) {
      cell.removeAttribute("aria-invalid");
      cell.removeAttribute("aria-describedby");
      return;
    }
    const note = document.createElement("span");
    note.className = "cell-error";
    note.id = id;
    note.setAttribute("role", "alert");
    note.textContent = sentence;
    cell.after(note);
    cell.setAttribute("aria-invalid", "true");
    cell.setAttribute("aria-describedby", id);
  }

  async function send() {
    if (sending || !waiting.size) return;
    sending = true;
    const batch = new Map(waiting);
    let reached = true;
    tell("saving");
    try {
      const response = await fetch(table.dataset.grid, {
        method: "POST",
        credentials: "same-origin",
        headers: {
          "Content-Type": "application/json",
          "X-CSRFToken": document.querySelector('meta[name="csrf-token"]').content,
        },
        body: JSON.stringify({ cells: [...batch].map(([cell, text]) => asked(cell, text)) }),
      });
      if (!response.ok || response.redirected) throw new Error(String(response.status));
      receive(batch, await response.json());
      if (!waiting.size) tell("saved");
    } catch {
      reached = false;
      tell("failed");
      clearTimeout(timer);
      timer = setTimeout(send, 5000); // the scores stay here and are sent again
    } finally {
      sending = false;
    }
    if (reached && waiting.size) setTimeout(send, 50); // what was typed while the batch was on its way
  }

  function asked(cell, text) {
    const [, item, enrolment] = cell.name.split("-");
    return { item: Number(item), enrolment: Number(enrolment), text, old: cell.dataset.old };
  }

  function receive(batch, found) {
    let more = 0;
    for (const one of found.cells) {
      const cell = document.getElementById(`cell-${one.item}-${one.enrolment}`);
      if (!cell || !batch.has(cell)) continue;
      const same = waiting.get(cell) === batch.get(cell);
      more += Number(one.text !== "") - Number(cell.dataset.old !== "");
      cell.dataset.old = one.text;
      if (!same) continue;
      waiting.delete(cell);
      answer(cell, one.sentence);
      cell.classList.toggle("changed", Boolean(one.sentence));
      if (!one.sentence && cell.value === batch.get(cell)) cell.value = one.text;
    }
    for (const [enrolment, text] of Object.entries(found.weighted)) {
      const place = table.querySelector(`[data-weighted="${enrolment}"]`);
      if (place) place.textContent = text || "–";
    }
    progress(more);
  }

  function progress(more) {
    const line = document.querySelector("[data-progress]");
    const bar = line?.querySelector("progress");
    if (!bar || !more) return;
    bar.value += more;
    const figure = (number) => number.toLocaleString("en-US");
    line.querySelector(".figures").textContent =
      line.dataset.pattern.replace("{done}", figure(bar.value)).replace("{total}", figure(bar.max));
  }

  function fill(start, block) {
    const row = rows.findIndex((one) => one.includes(start));
    const { cells: found, left } = pastedTable.place(block, { trainees, items, row, column: rows[row].indexOf(start) });
    const named = (texts) => texts.filter(Boolean).join("、");
    remark.hidden = !left.length;
    remark.querySelector("p").textContent = remark.dataset.text.replace("{names}", named(left));
    const changes = found.map(([down, right, text]) => {
      const cell = rows[down][right];
      const before = cell.value;
      cell.value = text;
      return [cell, before];
    });
    remember(changes);
    for (const [cell] of changes) commit(cell);
  }

  table.addEventListener("focusin", (event) => {
    if (!event.target.matches("input.cell")) return;
    event.target.dataset.before = event.target.value;
    event.target.select();
  });

  table.addEventListener("change", (event) => {
    const cell = event.target;
    if (!cell.matches("input.cell")) return;
    remember([[cell, cell.dataset.before ?? cell.dataset.old]]);
    commit(cell);
  });

  table.addEventListener("keydown", (event) => {
    const cell = event.target;
    if (!cell.matches("input.cell") || event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
    const whole = cell.selectionStart === 0 && cell.selectionEnd === cell.value.length;
    const at = (edge) => whole || (cell.selectionStart === cell.selectionEnd && cell.selectionStart === edge);
    const steps = {
      ArrowUp: [-1, 0], ArrowDown: [1, 0], Enter: [event.shiftKey ? -1 : 1, 0],
      ArrowLeft: at(0) && [0, -1], ArrowRight: at(cell.value.length) && [0, 1],
    }[event.key];
    if (event.key === "Escape") {
      cell.value = cell.dataset.old;
      waiting.delete(cell);
      answer(cell, null);
      cell.classList.remove("changed");
      cell.select();
    } else if (steps) {
      event.preventDefault(); // Enter must not send the form
      if (event.key === "Enter" && cell.classList.contains("wrong")) commit(cell);
      if (!move(cell, ...steps) && event.key === "Enter") cell.blur();
    }
  });

  table.addEventListener("paste", (event) => {
    if (!event.target.matches("input.cell")) return;
    const block = pastedTable.read(event.clipboardData.getData("text/plain"));
    if (!block) return;
    event.preventDefault();
    fill(event.target, block);
  });

  undone?.addEventListener("click", () => {
    const changes = history.pop() ?? [];
    for (const [cell, before] of changes) {
      cell.value = before;
      commit(cell);
    }
    undone.hidden = !history.length;
    changes[0]?.[0].focus();
  });

  window.addEventListener("online", send);
  window.addEventListener("beforeunload", (event) => {
    if (waiting.size) event.preventDefault();
  });
})();
