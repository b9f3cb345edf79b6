// Draws the charts of the research pages from the data beside them. Without it the tables say the same.
const DASHES = ["solid", "dashed", "dotted", "solid", "dashed", "dotted"];
const SYMBOLS = ["circle", "rect", "triangle", "diamond", "roundRect", "arrow", "pin", "circle"];

// Only every other part has a pattern: neighbours differ without colour, and the words above stay readable.
const DECALS = [{ symbol: "none" }, { dashArrayX: [1, 0], dashArrayY: [3, 6], rotation: -Math.PI / 4, color: "rgba(255, 255, 255, 0.5)" }];

const token = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

const colours = () => [1, 2, 3, 4, 5, 6, 7, 8].map((at) => token(`--series-${at}`));

// Of the page: larger in 长者版.
const letters = () => Math.round(parseFloat(getComputedStyle(document.documentElement).fontSize) * 0.875);

function shared(told) {
  const text = { color: token("--ink"), fontSize: letters(), fontFamily: token("--sans") };
  return {
    animation: false,
    color: colours(),
    textStyle: text,
    aria: { enabled: true, label: { enabled: true, description: told.label }, decal: { show: told.kind === "stack", decals: DECALS } },
    tooltip: {
      trigger: told.kind === "matrix" ? "item" : "axis",
      renderMode: "richText",
      confine: true,
      backgroundColor: token("--ground"),
      textStyle: text,
      valueFormatter: (value) => (value === undefined || value === null ? "—" : `${value}${told.unit}`),
    },
    legend: { type: "plain", top: 0, textStyle: text, show: told.kind !== "matrix" && told.series.length > 1 },
  };
}

function axis(type, told, more) {
  const line = { lineStyle: { color: token("--line-strong") } };
  return { type, axisLine: line, splitLine: { show: type === "value", lineStyle: { color: token("--line") } }, axisLabel: { color: token("--ink"), fontSize: letters(), hideOverlap: true, ...(type === "value" ? { formatter: `{value}${told.unit}` } : {}) }, ...more };
}

// How high the words above the chart stand: put side by side until a line is full.
function legendHeight(told, width) {
  if (told.series.length < 2) return 0;
  let [rows, used] = [1, 0];
  for (const { name } of told.series) {
    const wide = 25 + 15 + [...name].reduce((all, letter) => all + (letter > "\u2e80" ? 1 : 0.62), 0) * letters();
    if (used && used + wide > width - 10) [rows, used] = [rows + 1, 0];
    used += wide;
  }
  return rows * (letters() * 1.3 + 10) + 10;
}

function lines(told, width) {
  const kind = told.kind === "line" ? "line" : "bar";
  const series = told.series.map((one, at) => ({
    name: one.name,
    type: kind,
    barMaxWidth: 72,
    stack: told.kind === "stack" ? "all" : undefined,
    symbol: SYMBOLS[at % SYMBOLS.length],
    symbolSize: 8,
    connectNulls: false,
    lineStyle: { type: DASHES[at % DASHES.length], width: 2 },
    data: one.points.map((point) =>
      point && typeof point === "object" ? { value: point.value, symbol: "emptyCircle", symbolSize: 11, itemStyle: { opacity: 0.6 } } : point,
    ),
  }));
  const across = told.kind === "across";
  const below = axis("category", told, { data: told.below, inverse: across, ...(across ? { axisLabel: { color: token("--ink"), fontSize: letters(), width: width / 3, overflow: "truncate" } } : {}) });
  const up = axis("value", told, told.most ? { max: told.most } : told.unit ? {} : { minInterval: 1 });
  return {
    grid: { left: 8, right: 16, bottom: 8, top: 16 + legendHeight(told, width), containLabel: true },
    xAxis: across ? up : below,
    yAxis: across ? below : up,
    series,
  };
}

// The rows have their full names and a number, the columns the number alone: names upon their side fill the page.
function matrix(told, width) {
  const labels = { color: token("--ink"), fontSize: letters(), lineHeight: lineHeight(), interval: 0 };
  const name = (name, at) => `${at + 1} ${name}`;
  return {
    grid: { left: 8, right: 8, bottom: 56, top: 8, containLabel: true },
    xAxis: axis("category", told, { data: told.below, axisLabel: { ...labels, interval: "auto", formatter: (_, at) => `${at + 1}` } }),
    yAxis: axis("category", told, { data: told.below, inverse: true, axisLabel: { ...labels, width: Math.min(width * NAMES, longest(told)), overflow: "break", formatter: name } }),
    visualMap: { min: 0, max: 100, calculable: false, orient: "horizontal", left: "center", bottom: 0, text: ["100%", "0"], inRange: { color: [token("--ground-soft"), token("--blue")] }, textStyle: { color: token("--ink") } },
    series: [{ type: "heatmap", data: told.cells.flatMap(([a, b, value]) => [[a, b, value], [b, a, value]]) }],
  };
}

const NAMES = 0.4;
const longest = (told) => Math.max(...told.below.map((name) => name.length + 3)) * letters();
const lineHeight = () => Math.round(letters() * 1.3);

// As many rows as there are names, each as high as the longest name needs, and what stands below them.
function matrixHeight(told, width) {
  const row = Math.max(32, Math.ceil(longest(told) / (width * NAMES)) * lineHeight() + 10);
  return told.below.length * row + 8 + 56 + 2 * letters();
}

async function draw(canvas) {
  const told = JSON.parse(canvas.parentElement.querySelector('script[type="application/json"]').textContent);
  const { init } = await import("./vendor/charts.js");
  canvas.hidden = false;
  canvas.setAttribute("role", "img");
  if (told.kind === "across") canvas.style.height = `${Math.max(18, told.below.length * 2 + 8)}rem`;
  const chart = init(canvas, null, { renderer: "canvas" });
  const show = () => {
    if (told.kind === "matrix") canvas.style.height = `${matrixHeight(told, canvas.clientWidth)}px`;
    chart.resize();
    chart.setOption({ ...shared(told), ...(told.kind === "matrix" ? matrix : lines)(told, canvas.clientWidth) }, true);
    canvas.dataset.drawn = told.kind;
  };
  show();
  new ResizeObserver(show).observe(canvas);
}

for (const canvas of document.querySelectorAll("[data-chart]")) draw(canvas);
