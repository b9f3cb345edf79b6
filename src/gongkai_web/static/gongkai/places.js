// From a finding to its cells and its place in the source, and back.

const byId = (id) => (id ? document.getElementById(id) : null);

export function setUpPlaces() {
  setUpPieces();
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-to-cell], [data-to-finding], [data-to-source]");
    if (!link) return;
    const target = byId(link.hash.slice(1));
    if (!target) return;
    event.preventDefault();
    if (link.matches("[data-to-finding]")) showFinding(target);
    else showFromFinding(link, target);
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-close-source]");
    if (button) closeSource(button.closest("[data-source-panel]"));
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    document.querySelector(".piece__view[open]")?.removeAttribute("open");
    const panel = document.querySelector(".source--docked");
    if (panel) closeSource(panel);
  });
}

// The piece of the page a cell was read from stays in view while one types into the cell.
function setUpPieces() {
  document.addEventListener("focusin", (event) => {
    for (const old of document.querySelectorAll(".piece__body--docked")) old.classList.remove("piece__body--docked");
    const cell = event.target.closest("td.value");
    if (cell && event.target.matches("input")) byId(`${cell.id}-p`)?.classList.add("piece__body--docked");
  });
}

function showFromFinding(link, target) {
  const finding = link.closest(".finding");
  choose(finding);
  const cell = link.matches("[data-to-source]") ? byId(firstCell(finding)) : target;
  if (link.matches("[data-to-source]")) {
    openSource(target);
    cell?.scrollIntoView({ block: "center", inline: "nearest" });
    return;
  }
  const words = byId(`${finding.id}-q`);
  if (words) {
    focusCell(words);
    return;
  }
  const source = byId(cell.dataset.source);
  if (source?.closest(".source--docked")) openSource(source);
  focusCell(cell);
}

function firstCell(finding) {
  return finding?.querySelector("[data-to-cell]")?.hash.slice(1);
}

function focusCell(cell) {
  cell.closest("details")?.setAttribute("open", "");
  const input = cell.querySelector("input");
  (input || cell).focus({ preventScroll: true });
  cell.scrollIntoView({ block: "center", inline: "center" });
}

function showFinding(finding) {
  choose(finding);
  finding.focus({ preventScroll: true });
  finding.scrollIntoView({ block: "nearest" });
}

function choose(finding) {
  const root = finding?.closest("form");
  if (!root) return;
  for (const old of root.querySelectorAll(".finding--chosen, .value--chosen")) {
    old.classList.remove("finding--chosen", "value--chosen");
  }
  finding.classList.add("finding--chosen");
  for (const id of finding.dataset.cells.split(" ")) byId(id)?.classList.add("value--chosen");
}

function openSource(piece) {
  const panel = piece.closest("[data-source-panel]");
  panel.classList.add("source--docked");
  panel.querySelector("[data-close-source]").hidden = false;
  for (const old of panel.querySelectorAll(".source__line--here")) old.classList.remove("source__line--here");
  piece.classList.add("source__line--here");
  const text = panel.querySelector(".source__text");
  const top = piece.getBoundingClientRect().top - text.getBoundingClientRect().top;
  text.scrollTop += top - text.clientHeight / 3;
  const grid = piece.closest(".source__grid");
  if (grid) grid.scrollLeft += piece.getBoundingClientRect().left - grid.getBoundingClientRect().left - grid.clientWidth / 3;
  piece.focus({ preventScroll: true });
}

function closeSource(panel) {
  const root = panel.closest("form");
  panel.classList.remove("source--docked");
  panel.querySelector("[data-close-source]").hidden = true;
  root?.querySelector(".finding--chosen")?.focus({ preventScroll: true });
}
