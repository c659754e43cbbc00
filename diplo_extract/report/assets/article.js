"use strict";
// Records and words point at one another: a record's button lists its mentions, a marked part of the text its mentions too.
(() => {
  const parts = [...document.querySelectorAll(".m")];
  const rows = [...document.querySelectorAll(".row")];
  const status = document.querySelector(".status");
  const ids = (element) => element.dataset.m.split(" ");
  const meets = (a, b) => ids(a).some((id) => ids(b).includes(id));
  let chosen = []; // what is lit
  const light = (elements) => {
    for (const element of chosen) mark(element, false);
    for (const element of (chosen = elements)) mark(element, true);
  };
  const mark = (element, on) => {
    element.classList.toggle("on", on);
    if (element.matches(".row")) element.setAttribute("aria-pressed", on);
  };
  const show = (element) => {
    element?.scrollIntoView({ block: "center" });
    element?.focus({ preventScroll: true });
  };
  // A record leads to its first words; once more, to the next.
  let last = null, turn = 0;
  const ofRecord = (row) => {
    const found = parts.filter((part) => meets(row, part));
    const starts = ids(row).map((id) => found.find((part) => ids(part).includes(id))).filter(Boolean);
    turn = row === last ? (turn + 1) % starts.length : 0;
    last = row;
    light([row, ...found]);
    starts[turn]?.scrollIntoView({ block: "center" });
    status.textContent = `${row.title}; mention ${turn + 1} of ${starts.length}`;
  };
  const ofWords = (part) => {
    const found = rows.filter((row) => meets(part, row) && !row.hidden);
    light([...parts.filter((other) => meets(part, other)), ...found]);
    show(found[0]);
  };
  for (const row of rows) row.addEventListener("click", () => ofRecord(row));
  for (const part of parts) {
    part.addEventListener("click", () => { if (part.matches(".m")) ofWords(part); });
    part.addEventListener("keydown", (event) => {
      if (event.key === "Enter" || event.key === " ") { event.preventDefault(); ofWords(part); }
    });
  }
  const tell = (event) => {
    const about = event.target.closest?.(".m, .row");
    if (about) status.textContent = about.title;
  };
  addEventListener("focusin", tell);
  addEventListener("mouseover", tell);
  addEventListener("keydown", (event) => { if (event.key === "Escape") { light([]); status.textContent = ""; } });
  const kinds = [...document.querySelectorAll(".legend input")];
  const classes = (part) => part.dataset.kinds.split(" ");
  const refresh = () => {
    const shown = kinds.filter((kind) => kind.checked).map((kind) => kind.value);
    light([]);
    for (const part of parts) {
      const kind = classes(part).find((name) => shown.includes(name));
      part.className = kind ? `m ${kind}` : "m-hidden";
      for (const [name, value] of [["tabindex", "0"], ["role", "button"]]) {
        if (kind) part.setAttribute(name, value); else part.removeAttribute(name);
      }
    }
    for (const row of rows) row.hidden = !shown.includes(row.dataset.kind);
  };
  for (const kind of kinds) kind.addEventListener("change", refresh);
})();
