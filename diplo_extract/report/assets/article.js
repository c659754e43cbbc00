"use strict";
// Records and words point at one another: a record's button lists its mentions, a marked part of the text its mentions too.
(() => {
  const parts = [...document.querySelectorAll(".m")];
  const rows = [...document.querySelectorAll(".row")];
  const ids = (element) => element.dataset.m.split(" ");
  const meets = (a, b) => ids(a).some((id) => ids(b).includes(id));
  const light = (chosen, scrollTo) => {
    for (const element of [...parts, ...rows]) element.classList.toggle("on", chosen.includes(element));
    if (scrollTo) scrollTo.scrollIntoView({ block: "center" });
  };
  const ofRecord = (row) => {
    const found = parts.filter((part) => meets(row, part));
    light([row, ...found], found[0]);
  };
  const ofWords = (part) => {
    const found = rows.filter((row) => meets(part, row));
    light([part, ...parts.filter((other) => meets(part, other)), ...found], found[0]);
  };
  for (const row of rows) row.addEventListener("click", () => ofRecord(row));
  for (const part of parts) {
    part.addEventListener("click", () => ofWords(part));
    part.addEventListener("keydown", (event) => {
      if (event.key === "Enter" || event.key === " ") { event.preventDefault(); ofWords(part); }
    });
  }
  const kinds = [...document.querySelectorAll(".legend input")];
  const classes = (part) => part.dataset.kinds.split(" ");
  const refresh = () => {
    const shown = kinds.filter((kind) => kind.checked).map((kind) => kind.value);
    for (const part of parts) {
      const kind = classes(part).find((name) => shown.includes(name));
      part.className = kind ? `m ${kind}` : "m-hidden";
      if (kind) part.tabIndex = 0; else part.removeAttribute("tabindex");
    }
    for (const row of rows) row.hidden = !shown.includes(row.dataset.kind);
  };
  for (const kind of kinds) kind.addEventListener("change", refresh);
})();
