// The parts of the report. Each counts the chosen records when it comes into sight, and draws them.
const MOST_NODES = 60, MOST_EDGES = 150, MOST_ROWS = 30, STEPS = 400, TARGETS_AT_ONCE = 50;
const pairKey = (a, b) => (a < b ? `${a}\t${b}` : `${b}\t${a}`);

function pairsOf(codes) {
  const pairs = [];
  for (let i = 0; i < codes.length; i++) for (let j = i + 1; j < codes.length; j++) pairs.push(pairKey(codes[i], codes[j]));
  return pairs;
}

// The parties a record names; where it names none, those of its article.
const who = (t, i) => (members(t.parties[i]).length ? members(t.parties[i]) : members(articles.principals[t.article[i]]));

function overview(chosen) {
  const cards = [["Articles", leads(chosen.articles.length, "Articles", () => refs("articles", chosen.articles))]];
  for (const [name, title] of Object.entries(TABLES)) cards.push([title, leads(chosen[name].length, title, () => refs(name, chosen[name]))]);
  const errors = el("button", { type: "button", className: "number", ariaLabel: `${count(data.errors.length)}: articles not processed` }, count(data.errors.length));
  errors.addEventListener("click", openErrors);
  cards.push(["Not processed", data.errors.length ? errors : el("span", { className: "zero" }, "0")]);
  const numbers = el("dl", { className: "cards" }, ...cards.map(([title, number]) => el("div", {}, el("dt", {}, title), el("dd", {}, number))));
  const dates = chosen.articles.map(published).filter(Boolean).sort();
  const unknown = chosen.articles.length - dates.length;
  const period = dates.length ? `Published ${dates[0]} to ${dates.at(-1)}` : "No article tells when it was published";
  const said = el("p", {}, period + (dates.length && unknown ? `; ${plural(unknown, "article")} without a date` : "") + ".");
  const byMonth = dates.length && dates[0].slice(0, 4) !== dates.at(-1).slice(0, 4) && +dates.at(-1).slice(0, 4) - +dates[0].slice(0, 4) > 4;
  const bins = grouped(chosen.articles, (a) => (published(a) ? [published(a).slice(0, byMonth ? 4 : 7)] : []));
  const names = [...bins.keys()].sort();
  const list = (name) => openList(`Published ${name}`, refs("articles", bins.get(name)));
  const host = chartHost(180, "Articles by date of publication");
  const draw = () => drawChart(host, {
    grid: { left: 8, right: 8, top: 12, bottom: 8, outerBoundsMode: "same", outerBoundsContain: "axisLabel" },
    xAxis: { type: "category", data: names, ...axisLook() }, yAxis: { type: "value", minInterval: 1, ...axisLook() },
    series: [{ type: "bar", data: names.map((name) => bins.get(name).length), itemStyle: { color: color("blue") }, barMaxWidth: 40 }],
    tip: (point) => `${point.name}: ${plural(point.value, "article")}`,
  }, "Articles by date of publication", (point) => list(point.name));
  const months = asTable(["Published", "Articles"], () => names.map((name) => [name, leads(bins.get(name).length, `Published ${name}`, refs("articles", bins.get(name)))]));
  const sources = grouped(chosen.articles, (a) => [string(articles.from[a])]);
  const sourceRows = byCount(new Map([...sources].map(([name, found]) => [name, found.length]))).slice(0, MOST_ROWS);
  const sourceTable = tableOf(["Source", "Articles"], sourceRows.map(([name, n]) => [name, leads(n, `From ${name}`, refs("articles", sources.get(name)))]));
  return { nodes: [numbers, said, ...(names.length ? [host, months] : []), el("h3", {}, `Sources (${count(sources.size)})`), sourceTable], draw: names.length ? draw : null };
}

// Nodes on a circle by their number of agreements, then pulled together by what they sign (Fruchterman and Reingold's
// forces, and a weak pull to the middle that keeps lone pairs on the page); no chance in it.
function layout(nodes, edges) {
  const spots = nodes.map((_, i) => ({ x: Math.cos((2 * Math.PI * i) / nodes.length), y: Math.sin((2 * Math.PI * i) / nodes.length) }));
  const reach = 1.6 / Math.sqrt(nodes.length);
  for (let step = 0; step < STEPS; step++) {
    const moves = spots.map(({ x, y }) => ({ x: -x * Math.hypot(x, y) / reach, y: -y * Math.hypot(x, y) / reach }));
    const push = (i, j, force) => {
      const [dx, dy] = [spots[i].x - spots[j].x, spots[i].y - spots[j].y];
      const far = Math.max(Math.hypot(dx, dy), 1e-4);
      const by = force(far) / far;
      moves[i].x += dx * by; moves[i].y += dy * by; moves[j].x -= dx * by; moves[j].y -= dy * by;
    };
    for (let i = 0; i < spots.length; i++) for (let j = 0; j < i; j++) push(i, j, (far) => (reach * reach) / far);
    for (const [i, j] of edges) push(i, j, (far) => -(far * far) / reach);
    const most = 0.1 * (1 - step / STEPS); // how far a node may move, less and less
    moves.forEach(({ x, y }, i) => {
      const far = Math.max(Math.hypot(x, y), 1e-9);
      spots[i].x += (x / far) * Math.min(far, most); spots[i].y += (y / far) * Math.min(far, most);
    });
  }
  return spots;
}

function network(chosen) {
  const t = tables.agreements;
  const signed = chosen.agreements.filter((i) => members(t.parties[i]).length > 1);
  const nodes = grouped(signed, (i) => members(t.parties[i]));
  const edges = grouped(signed, (i) => pairsOf(members(t.parties[i])));
  if (!edges.size) return { nodes: [nothing()] };
  const names = byCount(new Map([...nodes].map(([name, found]) => [name, found.length]))).slice(0, MOST_NODES).map(([name]) => name);
  const ranked = byCount(new Map([...edges].map(([key, found]) => [key, found.length])));
  const place = new Map(names.map((name, n) => [name, n]));
  const drawn = ranked.map(([key, n]) => [...key.split("\t").map((name) => place.get(name)), n, key]).filter(([a, b]) => a !== undefined && b !== undefined).slice(0, MOST_EDGES);
  const spots = layout(names, drawn);
  const [mostNode, mostEdge] = [nodes.get(names[0]).length, ranked[0][1]];
  const pairName = (key) => key.split("\t").map(named).join(" – ");
  const openNode = (name) => openList(`Agreements of ${named(name)}`, refs("agreements", nodes.get(name)));
  const openEdge = (key) => openList(`Agreements of ${pairName(key)}`, refs("agreements", edges.get(key)));
  const label = `Network of ${plural(names.length, "state or organization", "states and organizations")} by agreements signed together`;
  const host = chartHost(560, label);
  // In pixels of the box: ECharts would stretch the marks with the picture.
  const fit = (axis, pixels) => {
    const all = spots.map((spot) => spot[axis]), low = Math.min(...all);
    return (n) => (pixels * (spots[n][axis] - low)) / (Math.max(...all) - low || 1);
  };
  const draw = () => drawChart(host, networkOption(fit("x", host.clientWidth - 170), fit("y", 500)), label,
    (point) => (point.dataType === "edge" ? openEdge(point.data.key) : openNode(point.data.id)));
  const networkOption = (x, y) => ({
    series: [{
      type: "graph", layout: "none", roam: "move", left: 40, right: 130, top: 30, bottom: 30, emphasis: { focus: "adjacency" },
      data: names.map((name, n) => ({
        id: name, name: named(name), x: x(n), y: y(n), symbol: isState(name) ? "circle" : "rect",
        symbolSize: 10 + 26 * Math.sqrt(nodes.get(name).length / mostNode), itemStyle: { color: color(isState(name) ? "blue" : "orange"), borderColor: color("paper") },
      })),
      edges: drawn.map(([a, b, n, key]) => ({ source: a, target: b, value: n, key, lineStyle: { width: 1 + 6 * (n / mostEdge), color: color("edge"), opacity: 0.75 } })),
      label: { show: true, position: "right", color: color("ink"), fontSize: 12, formatter: ({ name, data }) => (name.length > 24 ? data.id : name) }, labelLayout: { hideOverlap: true },
    }],
    tip: (point) => point.dataType === "edge"
      ? `${pairName(point.data.key)}: ${plural(point.data.value, "agreement")}`
      : `${point.name}: ${plural(nodes.get(point.data.id).length, "agreement")}`,
  });
  const legend = el("p", { className: "legend" }, "● state  ■ organization or other body; lines are as wide as the agreements between two are many. " +
    `Shown: ${names.length} of ${count(nodes.size)} and ${drawn.length} of ${plural(ranked.length, "pair")}; the table has all.`);
  const more = asTable(["One", "Other", "Agreements"], () => ranked.map(([key, n]) => [...key.split("\t").map(named), leads(n, `Agreements of ${pairName(key)}`, refs("agreements", edges.get(key)))]));
  return { nodes: [legend, host, more], draw };
}

function timeline(chosen) {
  const t = tables.timeline;
  const dated = chosen.timeline.filter((i) => t.year[i]);
  if (!dated.length) return { nodes: [nothing()] };
  const days = chosen.articles.map(published).filter(Boolean).map((day) => day.slice(0, 4));
  const kinds = byCount(new Map([...grouped(dated, (i) => [string(t.kind[i])])].map(([kind, found]) => [kind, found.length]))).map(([kind]) => kind);
  const cells = grouped(dated, (i) => [`${string(t.kind[i])}\t${t.year[i]}\t${string(t.tense[i]) === "future" ? "f" : "p"}`]);
  const printed = grouped(chosen.articles.filter(published), (a) => [published(a).slice(0, 4)]);
  const most = Math.max(...[...cells.values(), ...printed.values()].map((found) => found.length));
  const rows = ["published", ...kinds];
  const size = (n) => 7 + 25 * Math.sqrt(n / most);
  const events = [...cells].map(([key, found]) => {
    const [kind, when, tense] = key.split("\t");
    return { value: [+when, rows.indexOf(kind), found.length], key, symbol: tense === "f" ? "triangle" : "circle", symbolOffset: [0, tense === "f" ? -7 : 0], itemStyle: { color: color(tense === "f" ? "orange" : "blue"), opacity: 0.75 } };
  });
  const press = [...printed].map(([when, found]) => ({ value: [+when, 0, found.length], symbol: "diamond", itemStyle: { color: color("green"), opacity: 0.85 } }));
  // What is yet to come stands a little above the past of the same year, and before it.
  events.sort((a, b) => (a.symbol < b.symbol ? -1 : a.symbol > b.symbol ? 1 : 0));
  const years = dated.map((i) => t.year[i]).concat(days.map(Number)).sort((a, b) => a - b);
  // Ages long gone stand far from the news: the view begins where nineteen of twenty lie; the slider shows all.
  const [first, last] = [years[0] - 1, years.at(-1) + 1];
  const start = Math.max(first, years[Math.floor(years.length / 20)] - 2);
  const kindName = (kind) => (kind === "published" ? "articles published" : spoken(kind));
  const say = ([when, row]) => `${when}, ${kindName(rows[row])}`;
  const open = (point) => point.data.symbol === "diamond"
    ? openList(`Published ${point.value[0]}`, refs("articles", printed.get(String(point.value[0]))))
    : openList(say(point.value), refs("timeline", cells.get(point.data.key)));
  const label = "Dated events by year and kind, with the years of publication";
  const host = chartHost(130 + 30 * rows.length, label);
  const draw = () => drawChart(host, {
    grid: { left: 8, right: 24, top: 12, bottom: 60, outerBoundsMode: "same", outerBoundsContain: "axisLabel" },
    xAxis: { type: "value", min: first, max: last, minInterval: 1, ...axisLook(), axisLabel: { ...axisLook().axisLabel, formatter: String } },
    yAxis: { type: "category", data: rows.map(kindName), inverse: true, ...axisLook(), splitLine: { show: true, lineStyle: { color: color("line") } } },
    dataZoom: [{ type: "slider", xAxisIndex: 0, startValue: start, endValue: last, bottom: 12, height: 22, showDataShadow: false, labelFormatter: (v) => String(Math.round(v)), textStyle: { color: color("ink") } }],
    series: [{ type: "scatter", data: [...press, ...events], symbolSize: (value) => size(value[2]) }],
    tip: (point) => `${say(point.value)}: ${count(point.value[2])}`,
  }, label, open);
  const legend = el("p", { className: "legend" }, "● past or present  ▲ yet to come  ◆ articles published; the larger, the more. A click lists what a mark stands for.");
  const more = asTable(["Year", "Kind", "", "Events"], () => [...cells].map(([key, found]) => [key.split("\t"), found])
    .sort((a, b) => a[0][1] - b[0][1] || (a[0][0] < b[0][0] ? -1 : 1))
    .map(([[kind, when, tense], found]) => [when, spoken(kind), tense === "f" ? "to come" : "", leads(found.length, `${when}, ${spoken(kind)}`, refs("timeline", found))]));
  return { nodes: [legend, host, more], draw };
}

// Targets: how much of the way is there already, and by when.
function bar(t, i) {
  const [goalSum, base] = [Number(string((t.amount ?? t.quantity)[i])), t.baseline[i] < 0 ? null : Number(string(t.baseline[i]))];
  if (base === null || !(goalSum > 0)) return el("span", { className: "bar unknown" });
  const share = base / goalSum;
  const filled = el("span", { className: "filled" });
  filled.style.width = 100 * Math.min(1, share) + "%";
  return el("span", { className: "with" }, el("span", { className: "bar" }, filled), ` ${Math.round(100 * share)} %`);
}

function span(t, i, [first, last]) {
  const [begin, end] = [Number(year[t.article[i]]), t.due[i]];
  if (!begin || !end || end < begin) return "";
  const line = el("span", { className: "years" }), inner = el("span", { className: "run" });
  inner.style.marginLeft = (100 * (begin - first)) / (last - first + 1) + "%";
  inner.style.width = Math.max(3, (100 * (end - begin)) / (last - first + 1)) + "%";
  line.append(inner);
  return line;
}

function targets(chosen) {
  const items = [...refs("monetary_targets", chosen.monetary_targets), ...refs("quantity_targets", chosen.quantity_targets)];
  if (!items.length) return { nodes: [nothing()] };
  const years = items.flatMap(([name, i]) => [Number(year[tables[name].article[i]]), tables[name].due[i]]).filter(Boolean);
  const range = [Math.min(...years), Math.max(...years)];
  // Sums before other targets; each currency or unit together, the highest first.
  const unit = ([name, i]) => cell(tables[name], name === "monetary_targets" ? "currency" : "unit", i) ?? "~";
  const height = ([name, i]) => Number(string((tables[name].amount ?? tables[name].quantity)[i]));
  const order = (a, b) => a[0].localeCompare(b[0]) || unit(a).localeCompare(unit(b)) || height(b) - height(a);
  items.sort(order);
  const line = ([name, i]) => {
    const t = tables[name];
    const behind = el("button", { type: "button", className: "number" }, titleOf(t.article[i]));
    behind.setAttribute("aria-label", `Show the words of the target in ${titleOf(t.article[i])}`);
    behind.addEventListener("click", () => openList(WORDS[name](t, i), [[name, i]]));
    const base = t.baseline[i] < 0 ? "" : money(string(t.baseline[i]));
    return [partiesOf(t, i).join(", ") || "–", spoken(cell(t, "kind", i) ?? "–"), base, bar(t, i), goal(t, i), cell(t, "deadline", i) ?? "–", span(t, i, range), behind];
  };
  const heads = ["Parties", "Of what", "Now", "Share reached", "Target", "By when", years.length ? `${range[0]}–${range[1]}` : "", "Article"];
  const table = tableOf(heads, items.slice(0, TARGETS_AT_ONCE).map(line));
  const more = el("button", { type: "button", className: "more" });
  const say = (n) => { more.hidden = n >= items.length; more.textContent = `Show more (${count(items.length - n)} left)`; };
  let shown = TARGETS_AT_ONCE;
  more.addEventListener("click", () => {
    table.querySelector("tbody").append(...tableOf([], items.slice(shown, shown + TARGETS_AT_ONCE).map(line)).querySelectorAll("tbody tr"));
    say(shown += TARGETS_AT_ONCE);
  });
  say(shown);
  return { nodes: [el("p", { className: "legend" }, "The bar is the target, its filled part what was reached when the article was printed; the line runs from publication to deadline."), table, more] };
}

let sectorsBy = "pair";

function sectors(chosen) {
  const t = tables.sectors;
  const keys = sectorsBy === "pair" ? (i) => pairsOf(who(t, i)) : (i) => [year[t.article[i]]];
  const pick = el("select", {}, el("option", { value: "pair" }, "pair of countries"), el("option", { value: "year" }, "year of publication"));
  pick.value = sectorsBy;
  pick.addEventListener("change", () => { sectorsBy = pick.value; redraw("sectors"); document.querySelector("#sectors select").focus(); });
  const choice = el("label", {}, "Sectors by ", pick);
  const groups = grouped(chosen.sectors, keys);
  if (!groups.size) return { nodes: [choice, nothing()] };
  const ranked = byCount(new Map([...groups].map(([key, found]) => [key, found.length])));
  const lines = sectorsBy === "pair" ? ranked.slice(0, MOST_ROWS).map(([key]) => key) : ranked.map(([key]) => key).sort();
  const byName = grouped(chosen.sectors, (i) => members(t.sectors[i]));
  const columns = byCount(new Map([...byName].map(([id, found]) => [id, found.length]))).map(([id]) => id);
  const safe = (key) => key.replace("\t", "+");
  const cells = new Map();
  for (const key of lines) for (const [id, found] of grouped(groups.get(key), (i) => members(t.sectors[i]))) cells.set(safe(key) + "\t" + id, found);
  const rowName = (key) => (sectorsBy === "pair" ? key.split("+").map(named).join(" – ") : key);
  const map = heatMap(lines.map(safe), columns, cells, { table: "sectors", rowName, columnName: sectorName, label: `Heat map of sectors by ${pick.selectedOptions[0].text}` });
  const about = sectorsBy === "pair" && ranked.length > lines.length ? ` The ${lines.length} pairs with the most, of ${count(ranked.length)}.` : "";
  return { nodes: [choice, el("p", { className: "legend" }, "Articles that name the field." + about), map.host, map.more], draw: map.draw };
}

const MEASURES = { agreements: "agreements", timeline: "dated events", monetary_targets: "monetary targets", articles: "articles about both" };
let pairsBy = "agreements";

function pairs(chosen) {
  const pick = el("select", {}, ...Object.entries(MEASURES).map(([value, text]) => el("option", { value }, text)));
  pick.value = pairsBy;
  pick.addEventListener("change", () => { pairsBy = pick.value; redraw("pairs"); document.querySelector("#pairs select").focus(); });
  const choice = el("label", {}, "Pairs by ", pick);
  const codes = pairsBy === "articles" ? (a) => members(articles.principals[a]) : (i) => members(tables[pairsBy].parties[i]);
  const rows = chosen[pairsBy].filter((i) => codes(i).length > 1);
  if (!rows.length) return { nodes: [choice, nothing()] };
  const ranked = byCount(new Map([...grouped(rows, codes)].map(([code, found]) => [code, found.length])));
  const names = ranked.slice(0, MOST_ROWS).map(([code]) => code);
  const cells = new Map();
  for (const [key, found] of grouped(rows, (i) => pairsOf(codes(i)))) {
    const [a, b] = key.split("\t");
    cells.set(`${a}\t${b}`, found);
    cells.set(`${b}\t${a}`, found);
  }
  const map = heatMap(names, names, cells, { table: pairsBy, rowName: named, columnName: named, label: `Matrix of pairs by ${MEASURES[pairsBy]}` });
  const about = ranked.length > names.length ? `The ${names.length} with the most, of ${count(ranked.length)}.` : "";
  return { nodes: [choice, el("p", { className: "legend" }, about), map.host, map.more], draw: map.draw };
}

function articleTable(chosen) {
  if (!chosen.articles.length) return { nodes: [nothing()] };
  const perArticle = new Uint32Array(ARTICLES);
  for (const name of Object.keys(TABLES)) for (const i of chosen[name]) perArticle[tables[name].article[i]]++;
  const ordered = [...chosen.articles].sort((a, b) => (published(b) ?? "").localeCompare(published(a) ?? "") || a - b);
  const line = (a) => [titleOf(a), published(a) ?? "–", members(articles.principals[a]).map(named).join(", "), articles.source[a],
    leads(perArticle[a], `Records of ${titleOf(a)}`, () => ofArticle(a, chosen))];
  const table = tableOf(["Article", "Published", "Between", "Source", "Records"], ordered.slice(0, TARGETS_AT_ONCE).map(line));
  const more = el("button", { type: "button", className: "more" });
  let shown = TARGETS_AT_ONCE;
  const say = () => { more.hidden = shown >= ordered.length; more.textContent = `Show more (${count(ordered.length - shown)} left)`; };
  more.addEventListener("click", () => {
    table.querySelector("tbody").append(...tableOf([], ordered.slice(shown, shown + TARGETS_AT_ONCE).map(line)).querySelectorAll("tbody tr"));
    shown += TARGETS_AT_ONCE;
    say();
  });
  say();
  return { nodes: [table, more] };
}
