// The columns of the run, the filters over them, and how a record is put in words. Nothing of an article is ever markup.
const { articles, tables } = data;
const TABLES = {
  agreements: "Agreements", signatories: "Signatories", sectors: "Sectors", amounts: "Sums of money",
  monetary_targets: "Monetary targets", quantity_targets: "Other targets", timeline: "Dated events",
};
const ARTICLES = articles.id.length;

const string = (n) => (n < 0 ? null : data.strings[n]);
const members = (n) => data.sets[n];
const spoken = (name) => String(name).replaceAll("_", " ");
const named = (code) => data.names[code] ?? code;
const sectorName = (id) => data.sectors[id]?.[0] ?? spoken(id);
const isState = (() => { const states = new Set(data.states); return (code) => states.has(code); })();
const count = (n) => n.toLocaleString("en");
const plural = (n, one, many = one + "s") => `${count(n)} ${n === 1 ? one : many}`;
const published = (a) => string(articles.published[a]);
const year = articles.published.map((n) => (n < 0 ? "unknown" : data.strings[n].slice(0, 4)));
const titleOf = (a) => articles.title[a] || articles.id[a];
const byCount = (map) => [...map].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));

function grouped(rows, keysOf) {
  const groups = new Map();
  for (const row of rows) {
    for (const key of keysOf(row)) {
      if (groups.has(key)) groups.get(key).push(row);
      else groups.set(key, [row]);
    }
  }
  return groups;
}

// Filters: they hold together. A record that names no party or sector counts under those of its article.

function flags(length, test) {
  const found = new Uint8Array(length);
  for (let i = 0; i < length; i++) found[i] = test(i) ? 1 : 0;
  return found;
}

const own = (table) => Object.entries(tables[table])
  .filter(([name]) => !["article", "start", "end", "parties", "sectors", "due", "year", "month"].includes(name))
  .map(([, column]) => column);

function kindTest(wanted) {
  const [table, kind] = wanted.split("/");
  const number = kind === undefined ? null : data.strings.indexOf(kind);
  return (name, i) => {
    const kinds = tables[name].kind[i];
    // Who signs an agreement, and the fields that it covers, belong to it.
    const belongs = name === table || (table === "agreements" && kinds >= 0 && (name === "signatories" || name === "sectors"));
    return belongs && (number === null || kinds === number);
  };
}

function wordTest(words) {
  const wanted = words.toLowerCase();
  const has = (text) => text.toLowerCase().includes(wanted);
  const hit = flags(data.strings.length, (i) => has(data.strings[i]));
  const article = flags(ARTICLES, (a) => has(articles.title[a]) || has(articles.id[a]));
  return { article, record: (columns, i) => columns.some((column) => column[i] >= 0 && hit[column[i]]) };
}

function sectorTest(sector) {
  const inSet = flags(data.sets.length, (n) => data.sets[n].includes(sector));
  const inArticle = new Uint8Array(ARTICLES);
  tables.sectors.sectors.forEach((n, i) => { if (inSet[n]) inArticle[tables.sectors.article[i]] = 1; });
  return (table, i) => (data.sets[table.sectors[i]].length ? inSet[table.sectors[i]] : inArticle[table.article[i]]);
}

function choose({ words = "", country = "", sector = "", kind = "", year: when = "", copies = false }) {
  const wordsIn = words && wordTest(words);
  const named = country && flags(data.sets.length, (n) => data.sets[n].includes(country));
  const party = (table, i) => named[data.sets[table.parties[i]].length ? table.parties[i] : articles.principals[table.article[i]]];
  const about = sector && sectorTest(sector);
  const ofKind = kind && kindTest(kind);
  const open = flags(ARTICLES, (a) => (copies || !articles.copy[a]) && (!when || year[a] === when));
  const seen = new Uint8Array(ARTICLES);
  const rows = {};
  for (const [name, table] of Object.entries(tables)) {
    const columns = own(name);
    const found = (rows[name] = []);
    for (let i = 0; i < table.article.length; i++) {
      const a = table.article[i];
      if (!open[a] || (country && !party(table, i)) || (sector && !about(table, i)) || (kind && !ofKind(name, i))) continue;
      if (words && !wordsIn.article[a] && !wordsIn.record(columns, i)) continue;
      found.push(i);
      seen[a] = 1;
    }
  }
  const narrow = words || country || sector || kind;
  const onlyWords = words && !country && !sector && !kind;
  rows.articles = [...open.keys()].filter((a) => open[a] && (!narrow || seen[a] || (onlyWords && wordsIn.article[a])));
  return rows;
}

// Records in words

function money(amount, currency) {
  const [whole, part] = String(amount).split(".");
  const zeros = [[12, "tn"], [9, "bn"], [6, "m"]].find(([n]) => whole.length > n && !part && /^0*$/.test(whole.slice(-n + 3)));
  const figure = zeros ? `${Number(whole) / 10 ** zeros[0]}\u00a0${zeros[1]}` : whole.replace(/\B(?=(\d{3})+$)/g, ",") + (part ? "." + part : "");
  return currency ? `${currency}\u00a0${figure}` : figure;
}

const partiesOf = (table, i) => members(table.parties[i]).map(named);
const joined = (parts) => parts.filter(Boolean).join(" · ");
const cell = (table, name, i) => string(table[name][i]);

function sum(t, i) {
  const most = cell(t, "amount_max", i);
  return money(cell(t, "amount", i), cell(t, "currency", i)) + (most ? ` to ${money(most)}` : "");
}

function goal(t, i) {
  return t.amount ? sum(t, i) : joined([`${cell(t, "quantity", i)} ${cell(t, "unit", i) ?? "times"}`]);
}

const from = (t, i) => (t.baseline[i] < 0 ? "" : `from ${money(string(t.baseline[i]))}`);

const WORDS = {
  agreements: (t, i) => joined([cell(t, "title", i), spoken(cell(t, "kind", i)), cell(t, "status", i), cell(t, "date", i), cell(t, "place", i), partiesOf(t, i).join(", ")]),
  signatories: (t, i) => cell(t, "who", i),
  sectors: (t, i) => joined([members(t.sectors[i]).map(sectorName).join(", "), partiesOf(t, i).join(", ")]),
  amounts: (t, i) => joined([sum(t, i), cell(t, "kind", i)]),
  monetary_targets: (t, i) => joined([spoken(cell(t, "kind", i)), from(t, i), `to ${goal(t, i)}`, cell(t, "deadline", i), partiesOf(t, i).join(", ")]),
  quantity_targets: (t, i) => joined([spoken(cell(t, "kind", i) ?? ""), from(t, i), `to ${goal(t, i)}`, cell(t, "deadline", i), partiesOf(t, i).join(", ")]),
  timeline: (t, i) => joined([cell(t, "value", i), spoken(cell(t, "kind", i)), cell(t, "event", i), partiesOf(t, i).join(", ")]),
};
