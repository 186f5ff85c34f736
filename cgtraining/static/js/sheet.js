// Typing in a signed sheet by key: arrows go from person to person, digits to a number of the sheet, letters set a mark.
"use strict";

(() => {
  const table = document.querySelector("[data-typed-sheet]");
  if (!table) return;
  const rows = [...table.tBodies[0].rows];
  const numbered = new Map(rows.map((row) => [row.dataset.number, row]));
  const select = (row) => row.querySelector("select");
  const minutes = (row) => row.querySelector(".minutes input");
  let digits = "";

  function go(row) {
    if (!row) return;
    select(row).focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest" });
  }

  function shown(row) {
    const was = row.querySelector('input[type="hidden"]').value.split(":")[0];
    row.classList.toggle("changed", select(row).value !== (was || (row.dataset.number ? "present" : "")));
  }

  function set(row, option) {
    select(row).value = option.value;
    select(row).dispatchEvent(new Event("input", { bubbles: true }));
    shown(row);
    if ("byMinutes" in option.dataset) minutes(row).select();
  }

  function move(event, row, step) {
    event.preventDefault();
    digits = "";
    go(rows[rows.indexOf(row) + step]);
  }

  function key(event, row) {
    if (/^\d$/.test(event.key)) {
      event.preventDefault();
      digits = numbered.has(digits + event.key) ? digits + event.key : event.key;
      go(numbered.get(digits));
      return;
    }
    const wanted = event.key === "Backspace" ? "option:not([data-key])" : `option[data-key="${CSS.escape(event.key.toLowerCase())}"]`;
    const option = event.key.length === 1 || event.key === "Backspace" ? select(row).querySelector(wanted) : null;
    if (!option) return;
    event.preventDefault();
    digits = "";
    set(row, option);
  }

  table.addEventListener("keydown", (event) => {
    const row = event.target.closest("tr");
    if (!row || !event.target.matches("select, .minutes input") || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "ArrowUp") move(event, row, -1);
    else if (event.key === "ArrowDown" || event.key === "Enter") move(event, row, 1);
    else if (event.target.matches("select")) key(event, row);
  });
  table.addEventListener("change", (event) => { if (event.target.matches("select")) shown(event.target.closest("tr")); });
  for (const row of rows) shown(row);
  if (matchMedia("(hover: hover)").matches) go(rows[0]);
})();
