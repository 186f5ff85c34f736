// A text area becomes a small editor. What it sends is HTML, which the server cleans whatever it holds.
"use strict";

const KEPT = new Set("P BR STRONG B EM I U S SUB SUP UL OL LI BLOCKQUOTE CODE PRE HR TABLE CAPTION THEAD TBODY TR TH TD IMG SPAN H3 H4".split(" "));
const MARKUP = /<\/?(?:p|br|strong|b|em|i|u|s|sub|sup|ul|ol|li|blockquote|code|pre|hr|table|img|span|h3|h4)\b[^<>]*>|&(?:#\d{1,6}|#x[0-9a-f]{1,5}|[a-z]{2,8});/i;
const PLACES = { IMG: ["src", "alt", "width", "height"], TD: ["colspan", "rowspan"], TH: ["colspan", "rowspan", "scope"], SPAN: ["lang"], P: ["lang"] };
const BLOCKS = /^(P|UL|OL|BLOCKQUOTE|PRE|HR|TABLE|H3|H4)$/;
const inert = document.implementation.createHTMLDocument("");  // nothing is loaded in it
const pictureOf = (address) => /^picture:\d{1,18}$/.test(address) ? address : null;

// Only what may stand in a question; a block that may not becomes a paragraph, anything else leaves its text.
function cleaned(node) {
  if (node.nodeType === Node.TEXT_NODE) return inert.createTextNode(node.data);
  if (node.nodeType !== Node.ELEMENT_NODE || /^(SCRIPT|STYLE|TEMPLATE|TITLE|META|LINK|O:P)$/.test(node.nodeName)) return null;
  const children = [...node.childNodes].map(cleaned).filter(Boolean);
  const name = node.nodeName === "DIV" ? "P" : node.nodeName;
  if (!KEPT.has(name) || (name === "SPAN" && !node.lang)) return fragment(children);
  if (name === "IMG" && !pictureOf(node.getAttribute("src") ?? "")) return null;
  const kept = inert.createElement(name);
  for (const place of PLACES[name] ?? []) if (node.hasAttribute(place)) kept.setAttribute(place, node.getAttribute(place));
  kept.append(...children);
  return kept;
}
function fragment(nodes) {
  const made = inert.createDocumentFragment();
  made.append(...nodes);
  return made;
}
function cleanedHtml(html) {
  const box = inert.createElement("div");
  box.append(...[...new DOMParser().parseFromString(html, "text/html").body.childNodes].map(cleaned).filter(Boolean));
  return box;
}
function fromPlain(text) {
  const parts = text.replace(/\r\n/g, "\n").trim().split(/\n\s*\n/).filter((part) => part.trim());
  const escaped = parts.map((part) => part.trim().replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/\n/g, "<br>"));
  return escaped.length < 2 ? escaped.join("") : escaped.map((part) => `<p>${part}</p>`).join("");
}

// Pictures are seen from the bank's address and sent by their number.
const addressOf = (form, source) => form.dataset.pictureAddress.replace(/0$/, source.slice("picture:".length));
function showPictures(form, box) {
  for (const image of box.querySelectorAll("img")) {
    image.dataset.picture = image.getAttribute("src");
    image.src = addressOf(form, image.dataset.picture);
  }
}
function sent(editor) {
  const copy = inert.importNode(editor, true);
  for (const image of copy.querySelectorAll("img")) image.setAttribute("src", image.dataset.picture ?? "");
  const box = cleanedHtml(copy.innerHTML);
  if ([...box.children].some((one) => BLOCKS.test(one.nodeName))) wrapLines(box);
  return box.textContent.trim() || box.querySelector("img") ? box.innerHTML : "";
}

// Beside paragraphs the first line is one too, though browsers leave it bare.
function wrapLines(box) {
  let line = null;
  for (const node of [...box.childNodes]) {
    if (BLOCKS.test(node.nodeName)) line = null;
    else {
      if (!line) node.before(line = inert.createElement("p"));
      line.append(node);
    }
  }
}

function enhance(area, wasHtml) {
  const form = area.form;
  const frame = document.createElement("div");
  frame.className = `rich-editor rich-${area.dataset.rich}`;
  const bar = document.getElementById("rich-bar").content.firstElementChild.cloneNode(true);
  const editor = document.createElement("div");
  editor.contentEditable = "true";
  editor.className = area.className;
  editor.lang = area.lang;
  editor.setAttribute("role", "textbox");
  editor.setAttribute("aria-multiline", "true");
  for (const name of ["aria-label", "aria-invalid", "aria-describedby"]) {
    if (area.hasAttribute(name)) editor.setAttribute(name, area.getAttribute(name));
  }
  editor.dataset.placeholder = area.placeholder;
  const start = cleanedHtml(wasHtml || MARKUP.test(area.value) ? area.value : fromPlain(area.value));
  showPictures(form, start);
  editor.append(...start.childNodes);
  frame.append(bar, editor);
  area.after(frame);
  area.hidden = true;
  editor.id = area.id;
  area.removeAttribute("id");
  const keep = () => {
    area.value = sent(editor);
    area.dispatchEvent(new Event("input", { bubbles: true }));
  };
  area.value = sent(editor);
  editor.addEventListener("input", (event) => { event.stopPropagation(); keep(); });
  editor.addEventListener("focus", () => document.execCommand("defaultParagraphSeparator", false, "p"));
  editor.addEventListener("paste", (event) => paste(event, form));
  bar.addEventListener("mousedown", (event) => event.preventDefault());
  bar.addEventListener("click", ({ target }) => {
    const command = target.closest("[data-command]")?.dataset.command;
    if (!command) return;
    editor.focus();
    if (command === "picture") askForPicture(form, editor, keep);
    else document.execCommand(command);
  });
}

function paste(event, form) {
  event.preventDefault();
  const html = event.clipboardData.getData("text/html");
  const box = cleanedHtml(html || fromPlain(event.clipboardData.getData("text/plain")));
  showPictures(form, box);
  document.execCommand("insertHTML", false, box.innerHTML);
}

// A picture is sent at once; the question holds only its number and what it shows.
function askForPicture(form, editor, keep) {
  const dialog = document.getElementById("picture-dialog");
  const [file, alt, refused] = ["picture-file", "picture-alt", "picture-refused"].map((id) => document.getElementById(id));
  const range = getSelection().rangeCount ? getSelection().getRangeAt(0).cloneRange() : null;
  const refuse = (sentence) => { refused.textContent = sentence; refused.hidden = !sentence; };
  file.value = alt.value = "";
  refuse("");
  dialog.querySelector("[data-picture-no]").onclick = () => dialog.close();
  dialog.querySelector("form").onsubmit = async (event) => {
    event.preventDefault();
    if (!file.files.length || !alt.value.trim()) return refuse(refused.dataset.missing);
    const body = new FormData();
    body.append("picture", file.files[0]);
    const headers = { "X-CSRFToken": document.querySelector('meta[name="csrf-token"]')?.content ?? "" };
    const told = await fetch(form.dataset.pictures, { method: "POST", body, headers }).then((answer) => answer.json()).catch(() => null);
    if (!told?.id) return refuse(told?.refused ?? refused.dataset.failed);
    const image = document.createElement("img");
    Object.assign(image, { src: told.address, alt: alt.value.trim() });
    image.dataset.picture = `picture:${told.id}`;
    dialog.close();
    editor.focus();
    if (range && editor.contains(range.startContainer)) range.insertNode(image);
    else editor.append(image);
    return keep();
  };
  dialog.showModal();
}

function enhanceAll(root) {
  const form = document.getElementById("question-form");
  if (!form || !root.contains(form) && root !== form && !form.contains(root)) return;
  const wasHtml = form.elements.html.value === "1";
  for (const area of form.querySelectorAll("textarea[data-rich]:not([hidden])")) enhance(area, wasHtml);
  form.elements.html.value = "1";
}
enhanceAll(document);
document.addEventListener("htmx:load", ({ detail }) => enhanceAll(detail.elt));
