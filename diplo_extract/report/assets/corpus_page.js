// The page itself: its parts drawn as they come into sight, its filters kept in its address.
const PARTS = {
  overview: ["Overview", overview], network: ["Who signs with whom", network], timeline: ["When", timeline], targets: ["Targets", targets],
  sectors: ["Sectors", sectors], pairs: ["Pairs", pairs], articles: ["Articles", articleTable],
};
const form = document.getElementById("filters");
const main = document.getElementById("main");
let current = null;
const stale = new Set();

function redraw(id) {
  stale.delete(id);
  const body = document.querySelector(`#${id} .body`);
  for (const host of body.querySelectorAll(".chart")) { charts.get(host)?.dispose(); charts.delete(host); }
  const { nodes, draw } = PARTS[id][1](current);
  body.replaceChildren(...nodes);
  draw?.();
  body.dataset.drawn = "yes";
}

const watch = new IntersectionObserver((entries) => {
  for (const { isIntersecting, target } of entries) if (isIntersecting && stale.has(target.id)) redraw(target.id);
}, { rootMargin: "200px" });

function inSight(section) {
  const { top, bottom } = section.getBoundingClientRect();
  return bottom > -200 && top < innerHeight + 200;
}

function apply() {
  const values = Object.fromEntries(new FormData(form));
  const words = values.words.trim();
  current = choose({ ...values, words, copies: form.copies.checked });
  const records = Object.keys(TABLES).reduce((n, name) => n + current[name].length, 0);
  document.getElementById("chosen").textContent = `${plural(records, "record")} in ${plural(current.articles.length, "article")}`;
  const address = new URLSearchParams(Object.entries({ ...values, words }).filter(([, value]) => value));
  history.replaceState(null, "", "#" + address);
  for (const section of main.children) {
    stale.add(section.id);
    if (inSight(section)) redraw(section.id);
  }
}

function options(select, all, entries) {
  select.replaceChildren(el("option", { value: "" }, all), ...entries.map(([value, text]) => el("option", { value }, text)));
}

function fillFilters() {
  const codes = new Set(), fields = new Set(Object.values(tables.sectors.sectors).flatMap(members));
  for (const t of [...Object.values(tables).map((table) => table.parties), articles.principals]) for (const n of new Set(t)) members(n).forEach((code) => codes.add(code));
  const byName = (list, name) => [...list].map((value) => [value, name(value)]).sort((a, b) => a[1].localeCompare(b[1], "en"));
  options(form.country, "all", byName(codes, named));
  options(form.sector, "all", byName(fields, sectorName));
  options(form.year, "any year", [...new Set(year)].sort().map((value) => [value, value]));
  options(form.kind, "all", []);
  for (const [name, title] of Object.entries(TABLES)) {
    const kinds = name === "signatories" || name === "sectors" ? [] : [...new Set(tables[name].kind)].filter((n) => n >= 0).map(string).sort();
    const group = el("optgroup", { label: title }, el("option", { value: name }, `all ${title.toLowerCase()}`), ...kinds.map((kind) => el("option", { value: `${name}/${kind}` }, spoken(kind))));
    form.kind.append(group);
  }
  const copies = articles.copy.reduce((a, b) => a + b, 0);
  document.getElementById("copies").textContent = `count copies too (${count(copies)})`;
  form.copies.disabled = !copies;
}

function fromAddress() {
  const address = new URLSearchParams(location.hash.slice(1));
  for (const name of ["words", "country", "sector", "kind", "year"]) if (address.has(name)) form[name].value = address.get(name);
  form.copies.checked = address.has("copies");
}

function build() {
  const nav = document.getElementById("parts");
  for (const [id, [title]] of Object.entries(PARTS)) {
    const button = el("button", { type: "button" }, title);
    button.addEventListener("click", () => { document.getElementById(id).scrollIntoView(); document.getElementById(id).focus(); });
    nav.append(button);
    const section = el("section", { id, tabIndex: -1 }, el("h2", { id: `${id}-title` }, title), el("div", { className: "body" }));
    section.setAttribute("aria-labelledby", `${id}-title`);
    main.append(section);
  }
  document.querySelector(".skip").addEventListener("click", (event) => { event.preventDefault(); document.getElementById("overview").focus(); });
  document.getElementById("about").textContent = `From ${data.run.folder}, written by diplo_extract ${data.run.version}. ` +
    "Charts: Apache ECharts (Apache License 2.0), carried in this page. The page loads and sends nothing. " +
    "A record that names no country or sector of its own counts under those of its article; copies of an article are left out unless asked for.";
}

build();
fillFilters();
fromAddress();
apply();
for (const section of main.children) watch.observe(section);
let typing = 0;
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("input", (event) => {
  clearTimeout(typing);
  if (event.target.name === "words") typing = setTimeout(apply, 200); // not at every letter
  else apply();
});
form.addEventListener("reset", () => setTimeout(apply));
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", apply);
document.body.dataset.ready = "yes";
