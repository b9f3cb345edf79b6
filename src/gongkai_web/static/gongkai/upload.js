// Dropping files: each goes up by itself, with its progress and its own result or error.
import { problemIn } from "./problems.js";

const AT_ONCE = 2;
const KEYS_PER_FILE = 1000;

export function setUpDrop() {
  const form = document.querySelector("[data-drop]");
  if (!form) return;
  const input = form.querySelector("input[type=file]");
  const results = document.querySelector("[data-results]");
  const take = results ? uploader(form, results) : () => form.requestSubmit();
  listenToDrops(form, input, take);
  form.classList.add("drop--live");
  input.addEventListener("change", () => input.files.length && form.requestSubmit());
  if (!results) return;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    take([...input.files]);
    form.reset();
  });
}

function listenToDrops(form, input, take) {
  const over = (on) => form.classList.toggle("drop--over", on);
  for (const name of ["dragover", "drop"]) document.addEventListener(name, (event) => event.preventDefault());
  form.addEventListener("dragover", () => over(true));
  form.addEventListener("dragleave", (event) => form.contains(event.relatedTarget) || over(false));
  form.addEventListener("drop", (event) => {
    over(false);
    if (!event.dataTransfer.files.length) return;
    input.files = event.dataTransfer.files;
    take([...input.files]);
  });
}

function uploader(form, results) {
  const words = document.getElementById("upload-words").dataset;
  const list = document.createElement("ol");
  list.className = "files";
  list.setAttribute("aria-label", words.title);
  const benches = document.createElement("div");
  let count = 0;
  let running = 0;
  const waiting = [];

  const next = () => {
    while (running < AT_ONCE && waiting.length) {
      running += 1;
      waiting.shift()().finally(() => {
        running -= 1;
        next();
      });
    }
  };

  return (files) => {
    if (!files.length) return;
    if (!list.isConnected) begin(form, results, list, benches);
    const most = Number(form.dataset.mostFiles);
    for (const file of files) {
      const row = addRow(list, file, words);
      const first = count * KEYS_PER_FILE + 1;
      count += 1;
      const problem = refusal(file, count > most, form, words);
      if (problem) fail(row, problem);
      else waiting.push(() => send(form, file, first, row, benches, words));
    }
    next();
  };
}

function begin(form, results, list, benches) {
  results.replaceChildren(list, benches);
  form.classList.add("drop--small");
  for (const part of document.querySelectorAll("[data-start-only]")) part.hidden = true;
  document.body.classList.add("wide");
  form.closest(".page").classList.add("page--wide");
}

function refusal(file, tooMany, form, words) {
  if (tooMany) return words.tooMany;
  if (!file.size) return words.empty;
  return file.size > Number(form.dataset.mostBytes) ? words.tooLarge : "";
}

function addRow(list, file, words) {
  const row = document.getElementById("upload-row").content.firstElementChild.cloneNode(true);
  row.querySelector(".file__name").textContent = file.name;
  row.querySelector(".file__state").textContent = words.waiting;
  list.append(row);
  return row;
}

function fail(row, text) {
  row.classList.add("file--failed");
  row.querySelector(".file__state").textContent = `✕ ${text}`;
  row.querySelector("progress").remove();
}

function send(form, file, first, row, benches, words) {
  return new Promise((done) => {
    const request = new XMLHttpRequest();
    const body = new FormData();
    body.append("csrfmiddlewaretoken", form.querySelector("[name=csrfmiddlewaretoken]").value);
    body.append("files", file);
    body.append("first", first);
    const state = row.querySelector(".file__state");
    request.upload.addEventListener("progress", (event) => showProgress(row, state, event, words));
    request.addEventListener("load", () => receive(row, request.responseText, benches, words));
    request.addEventListener("error", () => fail(row, words.failed));
    request.addEventListener("loadend", done);
    request.open("POST", form.action);
    request.setRequestHeader("X-Requested-With", "fetch");
    state.textContent = words.sending;
    request.send(body);
  });
}

function showProgress(row, state, event, words) {
  const bar = row.querySelector("progress");
  if (!bar || !event.lengthComputable) return;
  bar.value = (100 * event.loaded) / event.total;
  if (event.loaded === event.total) state.textContent = words.reading;
}

function receive(row, html, benches, words) {
  const holder = document.createElement("template");
  holder.innerHTML = html;
  const found = [...holder.content.querySelectorAll("[data-bench]")];
  if (!found.length) {
    fail(row, problemIn(holder.content) || words.failed);
    return;
  }
  row.querySelector("progress").remove();
  const open = row.querySelector(".file__open");
  open.hidden = false;
  open.hash = found[0].id;
  const shown = benches.children.length > 0;
  for (const bench of found) {
    bench.hidden = shown;
    benches.append(bench);
  }
  describe(row, found, words);
  open.addEventListener("click", (event) => {
    event.preventDefault();
    show(row, open.hash.slice(1), benches, found.length);
  });
  if (!shown) show(row, found[0].id, benches, found.length);
  benches.addEventListener("bench:changed", (event) => {
    if (event.target.id === found[0].id) describe(row, [event.target], words);
  });
}

function describe(row, found, words) {
  const state = row.querySelector(".file__state");
  state.replaceChildren(`${words.done} `);
  for (const bench of found) state.append(...bench.querySelector(".bench__counts").cloneNode(true).childNodes);
}

function show(row, id, benches, several) {
  const all = [...benches.children];
  const first = all.findIndex((bench) => bench.id === id);
  all.forEach((bench, i) => {
    bench.hidden = i < first || i >= first + several;
  });
  for (const other of row.parentElement.children) other.classList.toggle("file--open", other === row);
  all[first].querySelector(".bench__title").focus();
}
