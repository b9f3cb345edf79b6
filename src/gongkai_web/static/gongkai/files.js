// Choosing a file in the page's own words: the label is the button, and the name stands beside it.

export function setUpFiles() {
  document.documentElement.dataset.script = "";
  document.addEventListener("change", (event) => tell(event.target.closest(".file-pick")));
  // A browser that comes back to a page may keep what was chosen.
  window.addEventListener("pageshow", () => document.querySelectorAll(".file-pick").forEach(tell));
}

function tell(pick) {
  if (!pick) return;
  const name = pick.querySelector(".file-pick__name");
  const chosen = [...pick.querySelector("input").files].map((file) => file.name);
  name.textContent = chosen.join("、") || name.dataset.none;
}
