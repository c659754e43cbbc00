// Charts: one look for all, the words of a tip as text, and the same numbers as a table for keyboard and screen reader.
const color = (name) => getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim();
const charts = new Map(); // host -> chart

const axisLook = () => ({
  axisLabel: { color: color("ink"), fontSize: 12 }, axisLine: { lineStyle: { color: color("line") } },
  axisTick: { show: false }, splitLine: { show: false },
});

function drawChart(host, option, label, onClick) {
  charts.get(host)?.dispose();
  const chart = echarts.init(host, null, { renderer: "canvas" });
  charts.set(host, chart);
  const tip = (point) => { const said = option.tip(point); return said ? el("div", { className: "tip" }, said) : ""; };
  chart.setOption({
    animation: false,
    textStyle: { fontFamily: "system-ui, sans-serif", color: color("ink") },
    aria: { enabled: true, label: { description: label } },
    tooltip: {
      formatter: tip, confine: true, transitionDuration: 0, backgroundColor: color("paper"), borderColor: color("line"),
      textStyle: { color: color("ink") },
    },
    ...option,
  });
  chart.on("click", onClick);
}

addEventListener("resize", () => { for (const chart of charts.values()) chart.resize(); });

function asTable(heads, rowsOf) {
  const details = el("details", {}, el("summary", {}, "As a table"));
  details.addEventListener("toggle", () => {
    if (!details.open || details.children.length > 1) return;
    details.append(tableOf(heads, rowsOf()));
  });
  return details;
}

function tableOf(heads, rows) {
  const head = el("tr", {}, ...heads.map((text) => el("th", { scope: "col" }, text)));
  const body = rows.map((cells) => el("tr", {}, ...cells.map((item, n) => (n ? el("td", {}, item) : el("th", { scope: "row" }, item)))));
  return el("div", { className: "scroll", tabIndex: 0, role: "region", ariaLabel: "Table" }, el("table", {}, el("thead", {}, head), el("tbody", {}, ...body)));
}

function chartHost(height, label) {
  const host = el("div", { className: "chart", role: "img" });
  host.setAttribute("aria-label", label);
  host.style.height = height + "px";
  return host;
}

const nothing = () => el("p", { className: "none" }, "Nothing here under these filters.");

// A heat map: cells is a Map "row\tcolumn" -> rows of a table of records.
function heatMap(rows, columns, cells, { table, rowName, columnName, label }) {
  const most = Math.max(...[...cells.values()].map((found) => found.length));
  const values = [];
  for (const [key, found] of cells) {
    const [row, column] = key.split("\t");
    const [x, y] = [columns.indexOf(column), rows.indexOf(row)];
    if (x >= 0 && y >= 0) values.push([x, y, found.length]);
  }
  const host = chartHost(Math.max(160, 90 + 24 * rows.length), label);
  const at = (point) => [rows[point.value[1]], columns[point.value[0]]];
  const title = (row, column) => `${rowName(row)}, ${columnName(column)}`;
  const open = (row, column) => openList(title(row, column), refs(table, cells.get(row + "\t" + column)));
  // Full cells are dark on a light page and light on a dark one: their figures take the color of the page.
  const inked = (value) => ({ value, label: { color: color(value[2] > most / 2 ? "paper" : "ink") } });
  const draw = () => drawChart(host, {
    grid: { left: 8, right: 8, top: 8, bottom: 8, outerBoundsMode: "same", outerBoundsContain: "axisLabel" },
    xAxis: { type: "category", data: columns.map(columnName), ...axisLook(), axisLabel: { ...axisLook().axisLabel, rotate: columns.length > 12 ? 60 : 0, interval: 0, width: 170, overflow: "truncate" } },
    yAxis: { type: "category", data: rows.map(rowName), inverse: true, ...axisLook(), axisLabel: { ...axisLook().axisLabel, interval: 0, width: 200, overflow: "truncate" } },
    visualMap: { show: false, min: 0, max: most, inRange: { color: [color("heat0"), color("heat1"), color("heat2")] } },
    series: [{
      type: "heatmap", data: values.map(inked), itemStyle: { borderColor: color("paper"), borderWidth: 1 },
      label: { show: true, fontSize: 11, formatter: (p) => count(p.value[2]) },
    }],
    tip: (point) => { const [row, column] = at(point); return `${title(row, column)}: ${count(point.value[2])}`; },
  }, label, (point) => open(...at(point)));
  const tableRows = () => rows.map((row) => [rowName(row), ...columns.map((column) => {
    const found = cells.get(row + "\t" + column);
    return found ? leads(found.length, title(row, column), refs(table, found)) : "";
  })]);
  return { host, draw, more: asTable(["", ...columns.map(columnName)], tableRows) };
}
