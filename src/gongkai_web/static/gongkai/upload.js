// Dropping files: each goes up by itself, with its progress and its own result or error.
import { grouped } from "./pages.js";
import { problemIn } from "./problems.js";
import { drop, outcomeOf, showState } from "./queue.js";

const AT_ONCE = 2;
const KEYS_PER_FILE = 1000;

export function setUpDrop() {
  const form = document.querySelector("[data-drop]");
  if (!form) return;
  const input = form.querySelector("input[type=file]");
  const results = document.querySelector("[data-results]");
  const receiveAll = results ? uploader(form, results) : (files) => submitWhole(form, files);
  listenToDrops(form, input, receiveAll);
  form.classList.add("drop--live");
  input.addEventListener("change", () => {
    if (!input.files.length) return;
    receiveAll([...input.files]);
    if (results) form.reset();
  });
  if (results) form.addEventListener("submit", (event) => event.preventDefault());
}

// Without a place for results on the page, the form is sent as it is and the answer is a page of its own.
async function submitWhole(form, files) {
  const groups = await grouped(files);
  if (!groups) {
    form.reset();
    return;
  }
  form.querySelector("[name=together]").checked = groups.some((group) => group.length > 1);
  form.requestSubmit();
}

function listenToDrops(form, input, receiveAll) {
  const over = (on) => form.classList.toggle("drop--over", on);
  for (const name of ["dragover", "drop"]) document.addEventListener(name, (event) => event.preventDefault());
  form.addEventListener("dragover", () => over(true));
  form.addEventListener("dragleave", (event) => form.contains(event.relatedTarget) || over(false));
  form.addEventListener("drop", (event) => {
    over(false);
    if (!event.dataTransfer.files.length) return;
    input.files = event.dataTransfer.files;
    receiveAll([...input.files]);
  });
}

function uploader(form, results) {
  const words = document.getElementById("upload-words").dataset;
  const list = document.createElement("ol");
  list.className = "files";
  list.setAttribute("aria-label", words.title);
  const benches = document.createElement("div");
  listenToResults(list, benches, words);
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

  return async (files) => {
    const groups = await grouped(files);
    if (!groups?.length) return;
    if (!list.isConnected) begin(form, results, list, benches);
    const most = Number(form.dataset.mostFiles);
    for (const group of groups) {
      const row = addRow(list, group, words);
      const first = count * KEYS_PER_FILE + 1;
      count += 1;
      const problem = group.map((file) => refusal(file, count > most, form, words)).find(Boolean);
      if (problem) fail(row, problem);
      else waiting.push(() => send(form, group, first, row, benches, words));
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

function addRow(list, group, words) {
  const row = document.getElementById("upload-row").content.firstElementChild.cloneNode(true);
  const more = group.length > 1 ? ` ${words.more.replace("#", group.length)}` : "";
  row.querySelector(".file__name").textContent = group[0].name + more;
  row.querySelector(".file__state").textContent = words.waiting;
  list.append(row);
  return row;
}

function fail(row, text) {
  row.classList.add("file--failed");
  row.querySelector(".file__state").textContent = `✕ ${text}`;
  row.querySelector("progress")?.remove();
  row.querySelector(".file__drop").hidden = true;
}

function send(form, group, first, row, benches, words) {
  return new Promise((done) => {
    const request = new XMLHttpRequest();
    const body = new FormData();
    body.append("csrfmiddlewaretoken", form.querySelector("[name=csrfmiddlewaretoken]").value);
    for (const file of group) body.append("files", file);
    if (group.length > 1) body.append("together", "yes");
    body.append("first", first);
    const state = row.querySelector(".file__state");
    request.upload.addEventListener("progress", (event) => showProgress(row, state, event, words));
    request.addEventListener("load", () => receive(row, request.responseText, form, benches, words));
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
  if (event.loaded !== event.total) return;
  // How long the reading takes is not known: the bar only says that it goes on.
  bar.removeAttribute("value");
  state.textContent = words.reading;
}

function receive(row, html, form, benches, words) {
  const holder = document.createElement("template");
  holder.innerHTML = html;
  if (holder.content.querySelector("[data-queue]")) follow(row, holder.content, form, benches, words);
  else take(row, holder.content, benches, words);
}

// A file that takes long: its row says where it is in the queue. What came of it is taken once and then erased there.
async function follow(row, content, form, benches, words) {
  const address = content.querySelector("[data-queue]").getAttribute("action");
  const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
  const cancel = row.querySelector(".file__drop");
  let isCancelled = false;
  cancel.hidden = false;
  cancel.addEventListener("click", () => {
    isCancelled = true;
    drop(address, token);
    fail(row, words.cancelled);
  });
  try {
    const outcome = await outcomeOf(content, address, (queue) => {
      if (!isCancelled) showState(row, queue);
      const told = queue.querySelector("[data-nobody-reads] .notice__title");
      if (told && !isCancelled) row.querySelector(".file__state").textContent = told.textContent;
    });
    if (isCancelled) return;
    take(row, outcome, benches, words);
    drop(address, token);
  } catch {
    if (!isCancelled) fail(row, words.failed);
  }
}

function take(row, content, benches, words) {
  const found = [...content.querySelectorAll("[data-bench]")];
  if (!found.length) {
    fail(row, problemIn(content) || words.failed);
    return;
  }
  row.querySelector("progress")?.remove();
  row.querySelector(".file__drop").hidden = true;
  const isFirst = !benches.children.length;
  for (const bench of found) {
    bench.hidden = true;
    benches.append(bench);
  }
  row.dataset.reports = found.map((bench) => bench.id).join(" ");
  describe(row, words);
  if (isFirst) show(row, found[0].id);
}

function listenToResults(list, benches, words) {
  list.addEventListener("click", (event) => {
    const open = event.target.closest(".file__open");
    if (!open) return;
    event.preventDefault();
    show(open.closest(".file"), open.hash.slice(1));
  });
  benches.addEventListener("bench:changed", (event) => {
    const row = [...list.children].find((one) => reportsOf(one).includes(event.target.id));
    if (row) describe(row, words);
  });
}

const reportsOf = (row) => (row.dataset.reports || "").split(" ");

// The counts of the one report, or a line for each of several.
function describe(row, words) {
  const found = reportsOf(row).map((id) => document.getElementById(id));
  const state = row.querySelector(".file__state");
  const open = row.querySelector(":scope > .file__open");
  open.hidden = found.length > 1;
  open.hash = found[0].id;
  open.textContent = words.open;
  state.replaceChildren(`${words.done} `);
  if (found.length === 1) state.append(...countsOf(found[0]));
  else state.append(linesOf(found, open));
}

const countsOf = (bench) => bench.querySelector(".bench__counts").cloneNode(true).childNodes;

function linesOf(found, open) {
  const lines = document.createElement("ul");
  lines.className = "file__reports";
  for (const bench of found) {
    const line = document.createElement("li");
    const link = open.cloneNode(true);
    link.hidden = false;
    link.hash = bench.id;
    line.append(`${bench.dataset.title} `, ...countsOf(bench), link);
    lines.append(line);
  }
  return lines;
}

function show(row, id) {
  const chosen = document.getElementById(id);
  for (const bench of chosen.parentElement.children) bench.hidden = bench !== chosen;
  for (const other of row.parentElement.children) other.classList.toggle("file--open", other === row);
  chosen.querySelector(".bench__title").focus();
}
