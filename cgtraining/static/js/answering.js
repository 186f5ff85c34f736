// Answering questions: the language that is seen, what is put in order, gaps in two languages, lengths of texts.
"use strict";

for (const hidden of document.querySelectorAll("[data-needs-script]")) hidden.hidden = false;
const changed = (field) => field.dispatchEvent(new Event("change", { bubbles: true }));

// The other language is in the page already; nothing that was typed is touched.
function showLanguage(box, language) {
  box.dataset.shown = language;
  for (const option of box.querySelectorAll("option[data-zh]")) option.textContent = option.dataset[language];
  for (const text of box.querySelectorAll(`.cloze.in-${language}`)) takeOverGaps(text);
  for (const text of box.querySelectorAll(".cloze.in-zh, .cloze.in-en")) switchGaps(text, language);
  for (const button of document.querySelectorAll("[data-show-language]")) {
    button.setAttribute("aria-pressed", String(button.dataset.showLanguage === language));
  }
  box.dispatchEvent(new CustomEvent("language:shown", { detail: { language } }));
}

// A gap stands in both texts: the hidden one takes over what the seen one holds before they change places.
function takeOverGaps(text) {
  for (const field of text.querySelectorAll(".gap")) {
    const seen = [...text.parentElement.querySelectorAll(".gap")].find((one) => one.name === field.name && !one.disabled);
    if (seen) field.value = seen.value;
  }
}
function switchGaps(text, language) {
  const isSeen = text.classList.contains(`in-${language}`);
  if (text.closest("[data-place]")) for (const field of text.querySelectorAll(".gap")) field.disabled = !isSeen;
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-show-language]");
  const box = button && document.querySelector("[data-shown]");
  if (!box) return;
  event.preventDefault();
  showLanguage(box, button.dataset.showLanguage);
});

// An order: every move numbers all entries, so that the form always says what is seen.
function number(list) {
  const entries = [...list.querySelectorAll("[data-entry]")];
  entries.forEach((entry, at) => { entry.querySelector("input").value = at + 1; });
  changed(entries[0].querySelector("input"));
}
document.addEventListener("click", (event) => {
  const keep = event.target.closest("[data-keep-order]");
  if (keep) return number(keep.parentElement.querySelector("[data-ordering]"));
  const button = event.target.closest("[data-move]");
  if (!button) return undefined;
  const entry = button.closest("[data-entry]");
  const other = button.dataset.move === "up" ? entry.previousElementSibling : entry.nextElementSibling;
  if (other) other[button.dataset.move === "up" ? "before" : "after"](entry);
  number(entry.parentElement);
  return button.focus();
});
document.addEventListener("change", ({ target, isTrusted }) => {
  const list = isTrusted && target.closest("[data-ordering]");
  if (!list) return;
  const place = Number(target.value);
  const others = [...list.querySelectorAll("[data-entry]")].filter((one) => !one.contains(target));
  if (!(place >= 1 && place <= others.length + 1)) return;
  const entry = target.closest("[data-entry]");
  if (place > others.length) list.append(entry);
  else others[place - 1].before(entry);
  number(list);
});

// Lengths as they are counted: a Han character is one, a word in Latin script is one.
const PIECE = /\p{Script=Han}|[\p{L}\p{N}][\p{L}\p{N}'’-]*/gu;
function countLength(area) {
  const place = document.querySelector(`[data-length-of="${area.id}"]`);
  if (!place) return;
  const han = (area.value.match(/\p{Script=Han}/gu) ?? []).length;
  const words = (area.value.replace(/\p{Script=Han}/gu, " ").match(PIECE) ?? []).length;
  place.textContent = String(han + words);
}
document.addEventListener("input", ({ target }) => { if (target.matches("textarea")) countLength(target); });
for (const area of document.querySelectorAll("textarea")) countLength(area);
