// Boxes drawn over the picture of a page. What is drawn is written as lines into the form, which works without this too.

const UNITS = 1000;
const LEAST = 4;
const STEP = 5;
const SVG = "http://www.w3.org/2000/svg";

const paper = document.querySelector("[data-redact-paper]");
const drawing = document.querySelector("[data-redact-boxes]");
const form = document.querySelector("[data-redact-form]");
const lines = document.querySelector("[data-redact-lines]");
const button = document.querySelector("[data-redact-switch]");

let draft = null;
let isSent = false;

setUpPointer();
setUpKeys();
setUpForm();
setUpLists();
showLines();

function setUpPointer() {
  // A finger first moves the page; it draws when it is asked to.
  turn(!matchMedia("(pointer: coarse)").matches);
  button.addEventListener("click", () => turn(!paper.classList.contains("redact__paper--draws")));
  paper.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || !paper.classList.contains("redact__paper--draws")) return;
    event.preventDefault();
    paper.focus({ preventScroll: true });
    paper.setPointerCapture(event.pointerId);
    const [x, y] = placeOf(event);
    draft = { from: [x, y], left: x, top: y, right: x, bottom: y, rect: added() };
  });
  paper.addEventListener("pointermove", (event) => {
    if (!draft?.from) return;
    const [x, y] = placeOf(event);
    spread(draft, draft.from, [x, y]);
    show(draft);
  });
  paper.addEventListener("pointerup", () => draft?.from && finish());
  paper.addEventListener("pointercancel", cancel);
}

function turn(on) {
  paper.classList.toggle("redact__paper--draws", on);
  button.setAttribute("aria-pressed", String(on));
  button.textContent = on ? "画框：开" : "画框：关";
}

function setUpKeys() {
  paper.tabIndex = 0;
  paper.setAttribute("role", "application");
  paper.setAttribute("aria-label", "页面，按回车放一个遮盖框");
  paper.addEventListener("keydown", (event) => {
    const moves = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP] };
    if (event.key === "Enter") draft ? finish() : begin();
    else if (event.key === "Escape" && draft) cancel();
    else if (moves[event.key] && draft) move(moves[event.key], event.shiftKey);
    else return;
    event.preventDefault();
  });
}

function begin() {
  draft = { left: 400, top: 450, right: 600, bottom: 480, rect: added() };
  show(draft);
}

function move([x, y], isSize) {
  if (!isSize) {
    draft.left = inside(draft.left + x, draft.right - draft.left);
    draft.top = inside(draft.top + y, draft.bottom - draft.top);
    draft.right = draft.left + Number(draft.rect.getAttribute("width"));
    draft.bottom = draft.top + Number(draft.rect.getAttribute("height"));
  } else {
    draft.right = Math.min(UNITS, Math.max(draft.left + LEAST, draft.right + x));
    draft.bottom = Math.min(UNITS, Math.max(draft.top + LEAST, draft.bottom + y));
  }
  show(draft);
}

const inside = (value, size) => Math.min(UNITS - size, Math.max(0, value));

function placeOf(event) {
  const area = drawing.getBoundingClientRect();
  const share = (value, start, size) => Math.min(UNITS, Math.max(0, ((value - start) / size) * UNITS));
  return [share(event.clientX, area.left, area.width), share(event.clientY, area.top, area.height)];
}

function spread(box, [x, y], [toX, toY]) {
  [box.left, box.right] = [Math.min(x, toX), Math.max(x, toX)];
  [box.top, box.bottom] = [Math.min(y, toY), Math.max(y, toY)];
}

function added() {
  const rect = document.createElementNS(SVG, "rect");
  rect.setAttribute("class", "redact__draft");
  drawing.append(rect);
  return rect;
}

function show({ left, top, right, bottom, rect }) {
  for (const [name, value] of Object.entries({ x: left, y: top, width: right - left, height: bottom - top })) {
    rect.setAttribute(name, value.toFixed(1));
  }
}

// A click without a drag is no box.
function finish() {
  const { left, top, right, bottom } = draft;
  if (right - left >= LEAST && bottom - top >= LEAST) {
    const reason = form.elements.reason.value;
    const edges = [left, top, right, bottom].map((value) => (value / 10).toFixed(2));
    const line = [...edges, ...(reason ? [reason] : [])].join(" ");
    lines.value = lines.value.trim() ? `${lines.value.trimEnd()}\n${line}` : line;
  }
  cancel();
}

function cancel() {
  draft?.rect.remove();
  draft = null;
  showLines();
}

function showLines() {
  for (const rect of drawing.querySelectorAll(".redact__draft")) rect.remove();
  for (const line of lines.value.split("\n")) {
    const [left, top, right, bottom] = line.trim().split(/[\s,，;；]+/).map((part) => Number.parseFloat(part) * 10);
    if ([left, top, right, bottom].every(Number.isFinite) && right > left && bottom > top) {
      show({ left, top, right, bottom, rect: added() });
    }
  }
}

function setUpForm() {
  lines.addEventListener("input", showLines);
  document.querySelector("[data-redact-back]").addEventListener("click", () => {
    lines.value = lines.value.trimEnd().split("\n").slice(0, -1).join("\n");
    showLines();
  });
  form.addEventListener("submit", () => (isSent = true));
  // What was drawn is lost when the page is left for another.
  window.addEventListener("beforeunload", (event) => {
    if (lines.value.trim() && !isSent) event.preventDefault();
  });
}

// A line of the lists and its place on the page show one another.
function setUpLists() {
  for (const item of document.querySelectorAll("[data-shows]")) {
    const mark = (on) => () => {
      for (const rect of drawing.querySelectorAll(`[data-of="${item.dataset.shows}"]`)) {
        rect.classList.toggle("redact__shown", on);
      }
    };
    for (const name of ["mouseenter", "focusin"]) item.addEventListener(name, mark(true));
    for (const name of ["mouseleave", "focusout"]) item.addEventListener(name, mark(false));
  }
}
