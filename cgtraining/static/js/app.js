// Small comforts over pages that work without them.
"use strict";

const token = document.querySelector('meta[name="csrf-token"]');

document.addEventListener("htmx:configRequest", (event) => {
  if (token) event.detail.headers["X-CSRFToken"] = token.content;
});

// The summary of errors takes the focus, so that it is read first.
document.querySelector("[data-focus]")?.focus();

// A form or button with data-confirm asks its sentence first; the answer's button repeats what will be done.
const dialog = document.getElementById("confirm-dialog");
document.addEventListener("submit", (event) => {
  const form = event.target;
  const submitter = event.submitter ?? form.querySelector('[type="submit"]');
  const sentence = submitter?.dataset.confirm ?? form.dataset.confirm;
  if (!sentence || form.dataset.confirmed || !dialog?.showModal) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  dialog.querySelector("#confirm-sentence").textContent = sentence;
  const yes = dialog.querySelector("[data-confirm-yes]");
  yes.textContent = submitter.textContent.trim();
  yes.className = submitter.className.includes("btn-seal") ? "btn btn-seal" : "btn btn-primary";
  dialog.returnValue = "no";
  dialog.addEventListener("close", () => {
    if (dialog.returnValue !== "yes") return;
    form.dataset.confirmed = "yes";
    form.requestSubmit(submitter);
    delete form.dataset.confirmed;
  }, { once: true });
  dialog.showModal();
}, true);

// Changes that would be lost are named before the page is left.
let unsaved = null;
document.addEventListener("input", (event) => {
  unsaved = event.target.form?.dataset.unsaved ? event.target.form : unsaved;
});
document.addEventListener("submit", ({ target }) => { if (!target.hasAttribute("hx-post")) unsaved = null; });
window.addEventListener("beforeunload", (event) => {
  if (unsaved) event.preventDefault();
});

// 'Saved 14:02': htmx requests, or an event sheet:saving, sheet:saved or sheet:failed of a page's own script.
function show(state) {
  for (const place of document.querySelectorAll("[data-saved]")) {
    const clock = new Date().toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
    place.dataset.state = state;
    place.textContent = state === "done" ? `${place.dataset.done} ${clock}` : place.dataset[state];
  }
}
const changes = (event) => event.detail.requestConfig?.verb !== "get";
document.addEventListener("htmx:beforeSend", (event) => { if (changes(event)) show("saving"); });
document.addEventListener("htmx:afterRequest", (event) => {
  if (changes(event)) show(event.detail.successful ? "done" : "failed");
});
for (const [name, state] of [["saving", "saving"], ["saved", "done"], ["failed", "failed"]]) {
  document.addEventListener(`sheet:${name}`, () => show(state));
}

// Copying: the button appears only where script runs; the text can be selected without it.
async function copy(button) {
  const source = document.getElementById(button.dataset.copy);
  try {
    await navigator.clipboard.writeText(source.textContent);
  } catch {
    getSelection().selectAllChildren(source);
    document.execCommand("copy");
  }
  button.querySelector("span").textContent = button.dataset.copied;
}
for (const hidden of document.querySelectorAll("[data-copy], [data-select-all], [data-print]")) hidden.hidden = false;

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-copy]");
  if (button) copy(button);
  if (event.target.closest("[data-print]")) print();
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});
document.addEventListener("keydown", (event) => {
  const menu = event.key === "Escape" && document.querySelector("details.menu[open]");
  if (menu) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

// A file that no page takes is refused before it is sent, which on a phone's network would take minutes.
document.addEventListener("change", ({ target }) => {
  if (!target.dataset.largest) return;
  target.parentElement.querySelector("[data-size-told]")?.remove();
  const bytes = [...target.files].reduce((sum, file) => sum + file.size, 0);
  const tooLarge = bytes > Number(target.dataset.largest);
  target.setAttribute("aria-invalid", String(tooLarge));
  if (!tooLarge) return;
  target.value = "";
  const told = document.createElement("p");
  told.className = "field-error";
  told.dataset.sizeTold = "";
  told.setAttribute("role", "alert");
  told.textContent = target.dataset.tooLarge;
  target.after(told);
});

// Selecting rows: all at once, and how many.
document.addEventListener("change", (event) => {
  const form = event.target.closest(".bulk-form");
  if (!form) return;
  const boxes = [...form.querySelectorAll(".row-select:not([data-select-all])")];
  if (event.target.matches("[data-select-all]")) {
    for (const box of boxes) box.checked = event.target.checked;
  }
  const count = form.querySelector("[data-selected-count]");
  count.dataset.word ??= count.textContent;
  count.textContent = `${count.dataset.word} ${boxes.filter((box) => box.checked).length}`;
});
