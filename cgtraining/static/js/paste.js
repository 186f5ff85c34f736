// What is pasted into the score grid: a plain block by position, or a table that names its trainees and items.
"use strict";

window.pastedTable = (() => {
  const EXCUSED = /^(excused|exc\.?|ex|免|免考|免评|免做)$/i;
  const NUMBER = /^[+-]?[\d.,]{1,9}分?$/;
  const HAN_NUMBER = /^[〇零一二两三四五六七八九十百千]+(点[〇零一二两三四五六七八九]+)?分?$/;
  const THOUSANDS = /^\d{1,3}(,\d{3})+(\.\d+)?$/;

  const folded = (text) => text.normalize("NFKC").trim();
  const key = (text) => folded(text).toLowerCase().replace(/\s+/g, "");
  const withoutBrackets = (text) => key(text).replace(/\([^()]*\)$/, "");
  const isScore = (text) => [EXCUSED, NUMBER, HAN_NUMBER].some((form) => form.test(key(text)));

  // Cells as spreadsheets put them on the clipboard: tabs, and quotation marks around what holds a line end.
  function divided(text, separator) {
    const rows = [[""]];
    let quoted = false;
    for (let at = 0; at < text.length; at += 1) {
      const sign = text[at];
      const row = rows.at(-1);
      if (quoted && sign === '"' && text[at + 1] === '"') row[row.length - 1] += text[++at];
      else if (sign === '"' && (quoted || row.at(-1) === "")) quoted = !quoted;
      else if (!quoted && sign === separator) row.push("");
      else if (!quoted && sign === "\n") rows.push([""]);
      else row[row.length - 1] += sign;
    }
    return rows;
  }

  // Rows of cells, or null for a single value. Without tabs, commas divide lines that all have as many of them.
  function read(text) {
    const whole = text.replace(/\r\n?/g, "\n").replace(/\n+$/, "");
    if (whole.includes("\t")) return divided(whole, "\t");
    const even = whole.replace(/[，、；;]/g, ",");
    const rows = divided(even, ",");
    const alike = rows[0].length > 1 && rows.every((row) => row.length === rows[0].length);
    const oneNumberEach = even.split("\n").every((line) => THOUSANDS.test(line.trim()));
    if (alike && !oneNumberEach) return rows;
    return whole.includes("\n") ? whole.split("\n").map((line) => [line]) : null;
  }

  function places(names) {
    const found = new Map();
    names.forEach((list, at) => {
      for (const name of new Set(list.map(key))) if (name) found.set(name, found.has(name) ? -1 : at);
    });
    return found;
  }

  const mostFrequent = (counts) => [...counts].sort((a, b) => b[1] - a[1])[0]?.[0];

  // Which column of the block names trainees, if any.
  function nameColumn(block, trainees) {
    const counts = new Map();
    for (const row of block) row.forEach((text, at) => trainees.has(key(text)) && counts.set(at, (counts.get(at) ?? 0) + 1));
    return mostFrequent(counts);
  }

  // Where the row of column titles is, if there is one, and which item stands above each column.
  function titles(block, items) {
    for (const [number, row] of block.slice(0, 4).entries()) {
      const columns = new Map();
      row.forEach((text, at) => {
        const item = items.get(key(text)) ?? items.get(withoutBrackets(text));
        if (!isScore(text) && item !== undefined && item >= 0) columns.set(at, item);
      });
      if (columns.size) return { number, columns };
    }
    return null;
  }

  // The columns that hold scores where no titles say so: those after the names, from the grid's `start` column on.
  function guessed(rows, names, start) {
    const columns = new Map();
    for (let at = names + 1; at < Math.max(...rows.map((row) => row.length)); at += 1) {
      if (rows.some((row) => isScore(row[at] ?? ""))) columns.set(at, start + columns.size);
    }
    return columns;
  }

  // `{cells: [[row, column, text]], left: [names]}`: where each score goes, and the names that no one trainee has.
  function place(block, { trainees, items, row: startRow, column: startColumn }) {
    const known = places(trainees);
    const heads = titles(block, places(items));
    const rows = heads ? block.slice(heads.number + 1) : block;
    const names = nameColumn(rows, known);
    const columns = heads?.columns ?? (names === undefined ? null : guessed(rows, names, startColumn));
    const cells = [];
    const left = [];
    rows.forEach((texts, down) => {
      const at = names === undefined ? startRow + down : known.get(key(texts[names] ?? "")) ?? -1;
      if (at < 0 || at >= trainees.length) {
        if (texts.some((text) => isScore(text))) left.push(texts[names ?? 0].trim());
        return;
      }
      texts.forEach((text, right) => {
        const column = columns ? columns.get(right) : startColumn + right;
        if (column !== undefined && column < items.length) cells.push([at, column, folded(text)]);
      });
    });
    return { cells, left };
  }

  return { read, place };
})();
