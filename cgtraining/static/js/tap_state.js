// Tells on both pages of the tap list: is there a network, how many taps wait, when it last delivered, what was refused.
"use strict";

(() => {
  const part = (name) => document.querySelector(`[data-${name}]`);
  const waiting = part("waiting");
  const last = part("last");
  const refused = part("refused");
  const person = TapDelivery.person;

  document.addEventListener("taps:state", ({ detail }) => {
    for (const one of document.querySelectorAll("[data-when]")) one.hidden = one.dataset.when !== detail.state;
    document.querySelector(".tap-state").dataset.state = detail.state;
  });

  function clock(milliseconds) {
    return new Date(milliseconds).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
  }

  function line(tap) {
    const item = refused.querySelector("template").content.cloneNode(true);
    item.querySelector("[data-label]").textContent = tap.label;
    item.querySelector("[data-said]").textContent = tap.word;
    item.querySelector("[data-at]").textContent = `${tap.sessionLabel} · ${clock(tap.at + tap.offset)}`;
    item.querySelector("[data-sentence]").textContent = tap.refusal;
    item.querySelector("[data-again]").onclick = () => TapDelivery.deliverAgain(tap);
    item.querySelector("[data-dismiss]").onclick = () => TapDelivery.dismiss(tap);
    return item;
  }

  function note(count) {
    try {
      if (count) localStorage.setItem(`taps-waiting:${person}`, String(count));
      else localStorage.removeItem(`taps-waiting:${person}`);
    } catch { /* a private window may keep nothing */ }
  }

  async function show() {
    const kept = await TapStore.of(person);
    const back = kept.filter((tap) => tap.refusal);
    const count = kept.length - back.length;
    waiting.textContent = count ? waiting.dataset.pattern.replace("{count}", count) : "";
    const delivered = await TapStore.fact(`delivered ${person}`);
    last.textContent = delivered ? last.dataset.pattern.replace("{time}", clock(delivered)) : "";
    refused.hidden = !back.length;
    refused.querySelector("ul").replaceChildren(...back.map(line));
    note(kept.length);
  }

  document.addEventListener("taps:kept", show);
  document.addEventListener("taps:delivered", show);
  show();

  // Where the page cannot be kept, what waits would be lost with it.
  window.addEventListener("beforeunload", (event) => {
    if (waiting.textContent && !part("cannot").hidden) event.preventDefault();
  });
})();
