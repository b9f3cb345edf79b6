// On a page with results, 长者版 and English are taken on without leaving it: nothing that was read or typed is lost.
import { redraw } from "./bench.js";

const TOLD_AGAIN = [
  "title",
  ".skip-link",
  ".site-header__inner",
  ".site-footer__inner",
  "main h1",
  ".drop__title",
  ".drop__label",
  ".drop__button",
  ".drop__hint",
  ".drop__promise",
  "#upload-row",
];

export function setUpSwitches() {
  // One after the other: of two at once, the slower answer would overwrite the later choice.
  let earlier = Promise.resolve();
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches(".switches") || !document.querySelector("[data-bench]")) return;
    event.preventDefault();
    const body = new FormData(form, event.submitter);
    const { name } = event.submitter;
    earlier = earlier.then(() => take(form.action, body, name)).catch(() => {});
  });
}

async function take(address, body, name) {
  const answer = await fetch(address, { method: "POST", body });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  tellAgain(page);
  await Promise.all([...document.querySelectorAll("[data-bench]")].map(redraw));
  document.querySelector(`.switches [name="${name}"]`)?.focus({ preventScroll: true });
}

function tellAgain(page) {
  document.documentElement.lang = page.documentElement.lang;
  document.documentElement.dataset.view = page.documentElement.dataset.view;
  document.documentElement.dataset.contrast = page.documentElement.dataset.contrast;
  document.querySelector(".phone-strip")?.remove();
  const strip = page.querySelector(".phone-strip");
  if (strip) document.querySelector(".skip-link").after(strip);
  for (const name of TOLD_AGAIN) {
    const [old, fresh] = [document.querySelector(name), page.querySelector(name)];
    if (old && fresh) old.innerHTML = fresh.innerHTML;
  }
  Object.assign(document.getElementById("upload-words").dataset, page.getElementById("upload-words").dataset);
}
