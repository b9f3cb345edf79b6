// Reading a file may take seconds: the page says so where the file was chosen.

export function setUpBusy() {
  document.addEventListener("submit", (event) => {
    if (!event.defaultPrevented) tell(event.target, true);
  });
  // Coming back with the browser's button, nothing is being read any more.
  window.addEventListener("pageshow", () => {
    for (const form of document.forms) tell(form, false);
  });
}

function tell(form, isBusy) {
  const words = form.querySelector("[data-busy]");
  if (words) words.textContent = isBusy ? words.dataset.busy : "";
}
