// The list behind a number: records by article, each in its sentence, with its place and rule. Read when first asked for.
const AT_ONCE = 50; // records drawn at a time
let passages = null;

function passageOf(table, i) {
  passages ??= JSON.parse(document.getElementById("passages").textContent);
  const parts = passages[table.article[i]];
  let found = null;
  for (let k = 0; k < parts.length && parts[k] <= table.start[i]; k += 2) {
    const [start, text] = [parts[k], parts[k + 1]];
    if (table.start[i] < start + [...text].length) found = [start, text];
  }
  return found ?? [table.start[i], string(table.text[i])];
}

// Offsets count code points; a browser's strings count UTF-16 units.
function quote(table, i) {
  const [start, text] = passageOf(table, i);
  const points = [...text];
  const [from, to] = [table.start[i] - start, table.end[i] - start];
  const part = (a, b) => points.slice(a, b).join("");
  return el("blockquote", {}, part(0, from), el("mark", {}, part(from, to)), part(Math.max(from, to)));
}

function listed(name, i) {
  const t = tables[name];
  const place = `characters ${t.start[i]}–${t.end[i]}, rule ${string(t.rule[i])}`;
  return el("li", {}, el("p", {}, el("b", {}, TABLES[name] + ": "), WORDS[name](t, i)), quote(t, i), el("small", {}, place));
}

function articleHead(a) {
  const about = joined([...new Set([articles.id[a], articles.source[a]].filter((name) => name !== titleOf(a))), published(a) ? `published ${published(a)}` : "publication date unknown"]);
  return [el("h3", {}, titleOf(a)), el("p", { className: "about" }, about)];
}

function ofArticle(a, chosen) {
  const items = [];
  for (const name of Object.keys(TABLES)) for (const i of chosen[name]) if (tables[name].article[i] === a) items.push([name, i]);
  return items;
}

function articleButton(a, chosen) {
  const items = ofArticle(a, chosen);
  const button = el("button", { type: "button", className: "link" }, plural(items.length, "record"));
  button.addEventListener("click", () => openList(titleOf(a), items));
  return items.length ? button : el("span", {}, "no records");
}

function* blocks(items, chosen) {
  let last = -1, list = null;
  for (const [name, i] of items) {
    const a = name === "articles" ? i : tables[name].article[i];
    if (a !== last) {
      list = el("ul");
      const head = el("section", {}, ...articleHead(a), name === "articles" ? articleButton(a, chosen) : list);
      yield head;
      last = a;
    }
    if (name !== "articles") yield [list, listed(name, i)];
  }
}

const dialog = document.getElementById("list");

function openList(title, items, chosen = current) {
  const where = ([name, i]) => (name === "articles" ? i : tables[name].article[i]);
  const ordered = items.map((item, n) => [item, n]).sort((a, b) => where(a[0]) - where(b[0]) || a[1] - b[1]).map(([item]) => item);
  const inArticles = new Set(ordered.map(where)).size;
  const records = ordered.length && ordered[0][0] !== "articles";
  document.getElementById("list-title").textContent = title;
  const body = document.getElementById("list-body");
  const more = el("button", { type: "button", className: "more" });
  const about = el("p", { className: "total" }, records ? `${plural(ordered.length, "record")} in ${plural(inArticles, "article")}` : plural(inArticles, "article"));
  body.replaceChildren(about, more);
  const rest = blocks(ordered, chosen);
  let shown = 0;
  const draw = () => {
    for (let drawn = 0; drawn < AT_ONCE; ) {
      const { value, done } = rest.next();
      if (done) break;
      if (Array.isArray(value)) value[0].append(value[1]);
      else body.insertBefore(value, more);
      if (Array.isArray(value) || !records) { drawn++; shown++; }
    }
    more.hidden = shown >= ordered.length;
    more.textContent = `Show more (${count(ordered.length - shown)} left)`;
  };
  more.onclick = draw;
  draw();
  if (!dialog.open) dialog.showModal();
  body.scrollTop = 0;
  document.getElementById("list-title").focus();
}

function openErrors() {
  const rows = data.errors.map(([source, stage, code, reason]) => el("li", {}, el("b", {}, code), ` ${source ?? ""} (${stage}): ${reason}`));
  document.getElementById("list-title").textContent = "Articles that were not processed";
  document.getElementById("list-body").replaceChildren(el("ul", {}, ...rows));
  dialog.showModal();
}

document.getElementById("list-close").addEventListener("click", () => dialog.close());
dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });

// A number that leads to what it counts.
function leads(n, title, items) {
  if (!n) return el("span", { className: "zero" }, "0");
  const button = el("button", { type: "button", className: "number", title: `List: ${title}` }, count(n));
  button.setAttribute("aria-label", `${count(n)}: ${title}`);
  button.addEventListener("click", () => openList(title, typeof items === "function" ? items() : items));
  return button;
}

const refs = (name, rows) => rows.map((i) => [name, i]);
