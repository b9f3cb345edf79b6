// The workbench of 检查年报: answers are sent and the new state put in place, without leaving the page.
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
  bench.setAttribute("aria-busy", "true");
  button.disabled = true;
  try {
    const answer = await fetch(form.action, { method: "POST", body, headers: { "X-Requested-With": "fetch" } });
    replace(bench, await answer.text(), form);
    button.disabled = false;
  } catch {
    // Without an answer the page stays as it is, and the plain form says what happened.
    form.requestSubmit();
  }
}

function replace(bench, html, form) {
  const holder = document.createElement("template");
  holder.innerHTML = html;
  const fresh = holder.content.querySelector("[data-bench]");
  if (!fresh) {
    bench.removeAttribute("aria-busy");
    showProblem(form, problemIn(holder.content));
    return;
  }
  bench.replaceWith(fresh);
  (fresh.querySelector("[data-focus]") || fresh.querySelector(".bench__title")).focus();
  fresh.dispatchEvent(new CustomEvent("bench:changed", { bubbles: true }));
}
