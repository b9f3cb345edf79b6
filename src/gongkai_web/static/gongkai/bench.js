// The workbench of 检查年报: answers are sent and the new state put in place, without leaving the page or the cell.
import { saveFrom } from "./downloads.js";
import { problemIn, showProblem } from "./problems.js";
import { setUpPlaces } from "./places.js";

export function setUpBenches() {
  setUpPlaces();
  document.addEventListener("submit", (event) => {
    const form = event.target;
    const button = event.submitter;
    if (!form.matches("[data-bench-form]") || !button || !form.contains(button)) return;
    if (button.matches("[data-leave]")) return;
    event.preventDefault();
    if (button.matches("[data-download]")) saveFrom(form, button);
    else sendAgain(form, button);
  });
}

async function sendAgain(form, button) {
  const bench = form.closest("[data-bench]");
  bench.querySelector(".notice--error")?.remove();
  const body = new FormData(form, button);
  const before = placeIn(bench);
  bench.setAttribute("aria-busy", "true");
  button.disabled = true;
  try {
    const fresh = replaced(bench, await answerOf(form, body), form);
    if (fresh) goOn(fresh, before);
    button.disabled = false;
  } catch {
    // Without an answer the page stays as it is, and the plain form says what happened.
    form.requestSubmit();
  }
}

async function answerOf(form, body) {
  const answer = await fetch(form.action, { method: "POST", body, headers: { "X-Requested-With": "fetch" } });
  return answer.text();
}

// The same bench as the server draws it now, with all that was typed into it.
export async function redraw(bench) {
  const form = bench.querySelector("[data-bench-form]");
  const body = new FormData(form);
  if ("editAll" in form.dataset) body.set("edit", "all");
  const fresh = replaced(bench, await answerOf(form, body), form);
  if (fresh) fresh.hidden = bench.hidden;
}

function replaced(bench, html, form) {
  const holder = document.createElement("template");
  holder.innerHTML = html;
  const fresh = holder.content.querySelector("[data-bench]");
  if (!fresh) {
    bench.removeAttribute("aria-busy");
    showProblem(form, problemIn(holder.content));
    return null;
  }
  bench.replaceWith(fresh);
  fresh.dispatchEvent(new CustomEvent("bench:changed", { bubbles: true }));
  return fresh;
}

const inputsOf = (bench) => [...bench.querySelectorAll("input.figure")];
const confirmsOf = (bench) => [...bench.querySelectorAll(".finding__act")];

// Where the person is: at which cell or button, how far down the page, and how far right in each table.
function placeIn(bench) {
  const at = document.activeElement;
  return {
    names: inputsOf(bench).map((input) => input.name),
    cell: inputsOf(bench).indexOf(at),
    confirm: confirmsOf(bench).indexOf(at),
    down: window.scrollY,
    scrolled: scrollersOf(bench).map((part) => [part.scrollLeft, part.scrollTop]),
  };
}

const scrollersOf = (bench) => [...bench.querySelectorAll(".frame--sheet, .bench__findings, .source__text")];

function goOn(bench, before) {
  const parts = scrollersOf(bench);
  if (parts.length === before.scrolled.length) {
    parts.forEach((part, i) => part.scrollTo(...before.scrolled[i]));
  }
  window.scrollTo(0, before.down);
  const next = nextPlace(bench, before) || bench.querySelector(".bench__title");
  if (next.matches(".bench__title")) {
    next.focus();
    return;
  }
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest", inline: "nearest" });
}

// What was typed and is no number comes first, then the next open cell or doubt; none where nothing is left.
function nextPlace(bench, before) {
  const told = bench.querySelector("[data-focus]:not([data-slips])");
  if (told) return told;
  const wrong = bench.querySelector("input.figure[aria-invalid]");
  if (wrong) return wrong;
  if (before.cell >= 0) return nextInput(bench, before) || bench.querySelector("[data-note]");
  const buttons = confirmsOf(bench);
  if (before.confirm < 0) return null;
  return buttons[Math.min(before.confirm, buttons.length - 1)] || bench.querySelector("[data-note]");
}

function nextInput(bench, before) {
  const open = new Map(inputsOf(bench).map((input) => [input.name, input]));
  const round = [...before.names.slice(before.cell + 1), ...before.names.slice(0, before.cell)];
  return round.map((name) => open.get(name)).find(Boolean);
}
