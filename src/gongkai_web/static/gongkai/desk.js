// 编制年报: relations are checked as one types; figures are offered and put in only when someone says so.
import { moveInSheets, pasteIntoSheet } from "./sheet.js";
import { saveFrom } from "./downloads.js";
import { History } from "./history.js";
import { showProblem } from "./problems.js";

const PAUSE = 400;
const GROUPS = ["error", "reading", "warning", "note"];
const ROUNDS = 5;

export function setUpDesk() {
  const form = document.querySelector("[data-desk]");
  if (form) new Desk(form).start();
}

class Desk {
  constructor(form) {
    this.form = form;
    this.history = new History((empty) => this.button("undo").toggleAttribute("disabled", empty));
    this.offers = {};
    this.zeros = { paths: [], by_table: "" };
    this.asked = 0;
    this.unsaved = "unsaved" in form.dataset;
    this.leaving = false;
  }

  start() {
    this.button("undo").disabled = true;
    this.form.addEventListener("input", () => this.changed());
    this.form.addEventListener("click", (event) => this.clicked(event));
    this.form.addEventListener("submit", (event) => this.submitted(event));
    this.form.addEventListener("focusin", (event) => this.history.remember(event.target));
    this.form.addEventListener("change", (event) => this.history.typed(event.target));
    this.form.addEventListener("keydown", (event) => this.key(event));
    this.form.addEventListener("paste", (event) => this.pasted(event));
    window.addEventListener("beforeunload", (event) => this.leave(event));
    this.setUpZeroDialog();
    this.refresh();
  }

  button(name) {
    return this.form.querySelector(`[data-${name}]`);
  }

  cell(path) {
    return this.form.elements.namedItem(`cell:${path}`);
  }

  changed() {
    this.unsaved = true;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.refresh(), PAUSE);
  }

  async refresh() {
    clearTimeout(this.timer);
    this.asked += 1;
    const mine = this.asked;
    const state = await this.ask();
    // A slower, older answer must not overwrite a newer one.
    if (mine !== this.asked) return;
    showProblem(this.form, state.error || "");
    if (!state.error) this.show(state);
  }

  // What the server says of the page as it stands; without an answer, what is typed stays in the page.
  async ask() {
    const body = new FormData(this.form);
    body.delete("template");
    try {
      const answer = await fetch(this.form.dataset.live, { method: "POST", body });
      return await answer.json();
    } catch {
      return { error: this.form.dataset.lostText };
    }
  }

  show(state) {
    this.offers = state.offers;
    this.zeros = state.zeros;
    this.form.querySelector("[data-panel]").innerHTML = state.panel;
    this.form.querySelector("[data-sentences]")?.replaceChildren(fragment(state.sentences));
    for (const notes of this.form.querySelectorAll("[data-notes]")) {
      const cell = notes.closest("td");
      const found = state.cells[cell.id];
      notes.innerHTML = found ? found.html : "";
      for (const group of GROUPS) cell.classList.toggle(`value--${group}`, found?.group === group);
      cell.querySelector("input")?.toggleAttribute("aria-invalid", Boolean(notes.querySelector(".value__problem")));
    }
    this.button("adopt-all").disabled = !this.blankOffers().length;
    this.button("zero").disabled = !this.zeros.paths.length;
  }

  clicked(event) {
    const button = event.target.closest("button");
    if (!button) return;
    const act = this.act(button);
    if (!act) return;
    event.preventDefault();
    act();
  }

  act(button) {
    if (button.matches("[data-check]")) return () => this.refresh();
    if (button.matches("[data-undo]")) return () => this.undo();
    if (button.matches("[data-adopt-all]")) return () => this.adoptAll();
    if (button.matches("[data-zero]")) return () => this.askForZeros();
    if (button.matches("[data-adopt]")) return () => this.adopt(button);
    if (button.matches("[data-insert]")) return () => this.insert(button);
    return null;
  }

  fill(figures) {
    const changes = this.history.fill(
      [...figures].map(([path, text]) => [this.cell(path), text]).filter(([input]) => input),
    );
    if (changes) this.unsaved = true;
    return changes;
  }

  blankOffers() {
    return Object.entries(this.offers).filter(([path]) => this.cell(path)?.value.trim() === "");
  }

  async adoptAll() {
    this.history.begin();
    for (let round = 0; round < ROUNDS; round += 1) {
      await this.refresh();
      if (!this.fill(this.blankOffers())) break;
    }
    this.history.end();
  }

  async adopt(button) {
    const input = button.closest("td").querySelector("input");
    this.history.fill([[input, button.dataset.adopt]]);
    this.unsaved = true;
    input.focus();
    await this.refresh();
  }

  async insert(button) {
    const text = this.form.elements.namedItem(button.dataset.insert);
    const before = text.value.trimEnd();
    this.history.fill([[text, before ? `${before}\n${button.dataset.text}` : button.dataset.text]]);
    this.unsaved = true;
    await this.refresh();
    text.focus();
  }

  async undo() {
    if (this.history.undo()) await this.refresh();
  }

  setUpZeroDialog() {
    this.dialog = document.getElementById("zero-dialog");
    this.dialog.querySelector("[data-zero-no]").addEventListener("click", () => this.dialog.close());
    this.dialog.querySelector("[data-zero-yes]").addEventListener("click", () => {
      this.dialog.close();
      this.fill(this.zeros.paths.map((path) => [path, "0"]));
      this.refresh();
    });
  }

  async askForZeros() {
    await this.refresh();
    const { paths, by_table: tables } = this.zeros;
    if (!paths.length) return;
    const text = this.dialog.querySelector("[data-zero-text]");
    text.textContent = text.dataset.pattern.replace("{n}", paths.length).replace("{tables}", tables);
    this.dialog.showModal();
  }

  key(event) {
    if (event.key.toLowerCase() === "z" && (event.ctrlKey || event.metaKey) && this.history.canUndo(event.target)) {
      event.preventDefault();
      this.undo();
      return;
    }
    if (event.target.matches("input.figure")) moveInSheets(event);
    else if (event.key === "Enter" && event.target.matches("input[type=text]")) event.preventDefault();
  }

  pasted(event) {
    if (!event.target.matches("input.figure")) return;
    const changes = pasteIntoSheet(event);
    if (!changes) return;
    event.preventDefault();
    this.history.fill(changes);
    this.changed();
  }

  submitted(event) {
    const button = event.submitter;
    if (button?.matches("[data-download]")) {
      event.preventDefault();
      this.download(button);
      return;
    }
    // The page that follows holds everything that is on this one.
    this.leaving = true;
  }

  async download(button) {
    try {
      const given = await saveFrom(this.form, button);
      if (given && button.matches("[data-keeps]")) this.unsaved = false;
    } catch {
      showProblem(this.form, this.form.dataset.lostText, button);
    }
  }

  leave(event) {
    if (this.unsaved && !this.leaving) event.preventDefault();
  }
}

function fragment(html) {
  const holder = document.createElement("template");
  holder.innerHTML = html;
  return holder.content;
}
