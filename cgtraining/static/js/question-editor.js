// Writing questions: where the focus is after rows have changed, and gaps that are inserted at the cursor.
"use strict";

const theForm = () => document.getElementById("question-form");
let pressed = "";
let lastText = null;

document.addEventListener("htmx:configRequest", ({ detail }) => { pressed = detail.elt.value ?? ""; });
document.addEventListener("htmx:load", () => {  // after rich-text.js has made its editors
  const [path, verb] = pressed.split(" ");
  pressed = "";
  if (verb === "read") [...document.querySelectorAll(".gap-block")].at(-1)?.querySelector('input[type="text"]')?.focus();
  const adds = [...(theForm()?.querySelectorAll('[name="rows"]') ?? [])].find((one) => one.value === `${path} add`);
  if (!adds) return;
  const rows = [...adds.closest(".panel, .gap-block > [data-of]").querySelectorAll(`[name^="${path}-"]`)];
  const last = rows.at(-1)?.closest(".row-block");
  const field = verb === "add" && last?.querySelector('[contenteditable], input[type="text"], textarea:not([hidden])');
  (field || adds).focus();
});

// A gap takes the next number; the same one in both texts is the same gap.
function showGapButton() {
  for (const button of document.querySelectorAll("[data-insert-gap]")) button.hidden = false;
}
document.addEventListener("focusin", ({ target }) => {
  if (/^text_(zh|en)$/.test(target.id)) lastText = target.id;
});
document.addEventListener("mousedown", (event) => {
  if (event.target.closest("[data-insert-gap]")) event.preventDefault();
});
document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-insert-gap]")) return;
  const editor = document.getElementById(lastText ?? "text_zh");
  const keys = (text) => [...text.matchAll(/\[\[(\d+)\]\]/g)].map((one) => Number(one[1]));
  const own = keys(editor.textContent);
  const others = keys(document.getElementById(editor.id === "text_zh" ? "text_en" : "text_zh").textContent);
  const waiting = others.find((one) => !own.includes(one));
  editor.focus();
  document.execCommand("insertText", false, `[[${waiting ?? Math.max(0, ...own, ...others) + 1}]]`);
  [...theForm().querySelectorAll('[name="rows"]')].find((one) => one.value === "gaps read")?.click();
});
showGapButton();
document.addEventListener("htmx:load", showGapButton);
