// The fields of a question as they are sent, and back into the page; and how it stands in the list of questions.
"use strict";

const AttemptFields = (() => {
  const section = (place) => document.querySelector(`.asked[data-place="${place}"]`);
  const isAnswer = (name) => /^a\d+(-|$)/.test(name) && !/-(add|remove)$/.test(name);
  const inputs = (box) => [...box.querySelectorAll("input, select, textarea")].filter((one) => isAnswer(one.name) && !one.disabled);
  const isChoice = (field) => field.type === "radio" || field.type === "checkbox";

  function read(place) {
    return inputs(section(place)).filter((field) => !isChoice(field) || field.checked).map((field) => [field.name, field.value]);
  }

  // What waited on this device goes back to where it was typed.
  function write(place, fields) {
    const box = section(place);
    if (!box) return;
    for (const field of inputs(box)) {
      const values = fields.filter(([name]) => name === field.name).map(([, value]) => value);
      if (isChoice(field)) field.checked = values.includes(field.value);
      else field.value = values[0] ?? "";
    }
    for (const list of box.querySelectorAll("[data-ordering]")) {
      const entries = [...list.children].sort((a, b) => Number(a.querySelector("input").value) - Number(b.querySelector("input").value));
      list.append(...entries);
    }
    show(place);
  }

  function clear(place) {
    write(place, []);
  }

  const isAnswered = (box) => {
    if (box.querySelector("[data-files]")) return Boolean(box.querySelector("[data-file-list] [data-file]"));
    return inputs(box).some((field) => (isChoice(field) ? field.checked : field.value.trim() !== ""));
  };

  function show(place) {
    const box = section(place);
    const entry = document.querySelector(`[data-palette="${place}"]`);
    if (!box || !entry) return;
    entry.toggleAttribute("data-answered", isAnswered(box));
    entry.toggleAttribute("data-flagged", box.querySelector("[data-flag]").checked);
    const count = document.querySelector("[data-answered-count]");
    count.textContent = document.querySelectorAll("[data-palette][data-answered]").length;
  }

  return { section, read, write, clear, show };
})();
