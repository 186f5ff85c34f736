// What is kept on this device: the taps that wait, and a few facts. Where the browser refuses that, it is kept as long
// as the page is open. Numbers count up on the device; each tap has a key, so that delivering it twice changes nothing.
"use strict";

const TapStore = (() => {
  const memory = { taps: new Map(), facts: new Map(), number: 0 };

  function open() {
    return new Promise((resolve, reject) => {
      const request = indexedDB.open("tap-list", 1);
      request.onupgradeneeded = () => {
        request.result.createObjectStore("taps", { keyPath: "number", autoIncrement: true });
        request.result.createObjectStore("facts");
      };
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  }

  const database = Promise.resolve().then(open).catch(() => null);

  async function ask(store, mode, question) {
    const transaction = (await database).transaction(store, mode);
    const request = question(transaction.objectStore(store));
    return new Promise((resolve, reject) => {
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = () => reject(transaction.error);
    });
  }

  // crypto.randomUUID is for https only, and a trial in a local network is not.
  function uuid() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 15) | 64;
    bytes[8] = (bytes[8] & 63) | 128;
    const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
  }

  async function add(tap) {
    if (await database) return { ...tap, number: await ask("taps", "readwrite", (taps) => taps.add(tap)) };
    const numbered = { ...tap, number: ++memory.number };
    memory.taps.set(numbered.number, numbered);
    return numbered;
  }

  async function put(tap) {
    if (await database) await ask("taps", "readwrite", (taps) => taps.put(tap));
    else memory.taps.set(tap.number, tap);
  }

  async function remove(number) {
    if (await database) await ask("taps", "readwrite", (taps) => taps.delete(number));
    else memory.taps.delete(number);
  }

  // Of one person, in the order in which they were tapped: nobody delivers what another account tapped.
  async function of(person) {
    const all = (await database) ? await ask("taps", "readonly", (taps) => taps.getAll()) : [...memory.taps.values()];
    return all.filter((tap) => tap.person === person);
  }

  async function fact(name) {
    return (await database) ? ask("facts", "readonly", (facts) => facts.get(name)) : memory.facts.get(name);
  }

  async function remember(name, value) {
    if (await database) await ask("facts", "readwrite", (facts) => facts.put(value, name));
    else memory.facts.set(name, value);
  }

  async function device() {
    const known = await fact("device");
    if (known) return known;
    await remember("device", uuid());
    return fact("device");
  }

  return { add, put, remove, of, fact, remember, device, uuid, lasts: database.then(Boolean) };
})();
