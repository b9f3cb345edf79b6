// The toolbar: one stop of the Tab key, arrows inside it, Escape back to the text; what cannot be done says so.
import { ACTS, PRESSED, blockOf, inTable, insertTable, linkIn, setBlock, setLink } from "./acts.js";
import { isLink } from "./schema.js";

const MOST = { rows: 50, columns: 20 };

export class Toolbar {
  constructor(view, element) {
    this.view = view;
    this.element = element;
    this.bar = element.querySelector("[role=toolbar]");
    this.block = element.querySelector("[data-block]");
    this.bar.addEventListener("click", (event) => this.click(event.target.closest("[data-act]")));
    this.bar.addEventListener("keydown", (event) => this.key(event));
    // The text keeps its selection while a button is pressed with the mouse.
    this.bar.addEventListener("mousedown", (event) => {
      if (event.target.closest("[data-act]")) event.preventDefault();
    });
    this.block?.addEventListener("change", () => this.run(setBlock(this.block.value)));
    this.setUpPanel("link", () => this.applyLink());
    this.setUpPanel("table", () => this.applyTable());
    this.panel("link")?.querySelector("[data-unlink]")?.addEventListener("click", () => {
      this.close("link");
      this.run(setLink(""));
    });
    this.rove(this.stops()[0]);
    this.update();
  }

  stops() {
    return [...this.bar.querySelectorAll("button, select")].filter((one) => !one.closest("[hidden]"));
  }

  rove(stop) {
    for (const one of this.bar.querySelectorAll("button, select")) one.tabIndex = one === stop ? 0 : -1;
  }

  focus() {
    (this.stops().find((one) => one.tabIndex === 0) || this.stops()[0]).focus();
  }

  key(event) {
    if (event.key === "Escape") return this.view.focus();
    const stops = this.stops();
    const at = stops.indexOf(document.activeElement);
    const steps = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: stops.length - 1 };
    if (!(event.key in steps) || at < 0) return;
    event.preventDefault();
    const next = stops[(steps[event.key] + stops.length) % stops.length];
    this.rove(next);
    next.focus();
  }

  click(button) {
    if (!button) return;
    this.rove(button);
    if (button.getAttribute("aria-disabled") === "true") return;
    const { act } = button.dataset;
    if (act === "link" || act === "table") this.toggle(act);
    else this.run(ACTS[act]);
  }

  run(command) {
    command(this.view.state, this.view.dispatch, this.view);
    this.view.focus();
  }

  update() {
    const { state } = this.view;
    const within = inTable(state);
    for (const group of this.bar.querySelectorAll("[data-in-table]")) {
      if (group.hidden !== !within) group.hidden = !within;
    }
    for (const button of this.bar.querySelectorAll("[data-act]")) {
      const { act } = button.dataset;
      if (PRESSED[act]) button.setAttribute("aria-pressed", String(PRESSED[act](state)));
      if (ACTS[act]) button.setAttribute("aria-disabled", String(!ACTS[act](state)));
    }
    if (this.block) this.block.value = blockOf(state);
    const stops = this.stops();
    if (!stops.some((one) => one.tabIndex === 0)) this.rove(stops[0]);
  }

  panel(name) {
    return this.element.querySelector(`[data-panel=${name}]`);
  }

  setUpPanel(name, apply) {
    const panel = this.panel(name);
    if (!panel) return;
    panel.querySelector("[data-apply]").addEventListener("click", apply);
    panel.querySelector("[data-cancel]").addEventListener("click", () => {
      this.close(name);
      this.view.focus();
    });
    panel.addEventListener("keydown", (event) => {
      if (event.key === "Escape") {
        this.close(name);
        this.view.focus();
      } else if (event.key === "Enter" && event.target.tagName === "INPUT") {
        // The form around the editor is not to be sent.
        event.preventDefault();
        apply();
      }
    });
  }

  toggle(name) {
    const panel = this.panel(name);
    if (!panel.hidden) return this.close(name);
    for (const other of this.element.querySelectorAll("[data-panel]")) this.close(other.dataset.panel);
    panel.hidden = false;
    this.bar.querySelector(`[data-act=${name}]`).setAttribute("aria-expanded", "true");
    if (name === "link") this.openLink(panel);
    panel.querySelector("input").focus();
    panel.querySelector("input").select();
  }

  close(name) {
    this.panel(name).hidden = true;
    this.bar.querySelector(`[data-act=${name}]`).setAttribute("aria-expanded", "false");
  }

  openLink(panel) {
    const known = linkIn(this.view.state);
    panel.querySelector("[data-href]").value = known?.href || "";
    panel.querySelector("[data-unlink]").hidden = !known;
    this.wrong(panel, false);
  }

  applyLink() {
    const panel = this.panel("link");
    const given = panel.querySelector("[data-href]").value.trim();
    const address = /^[\w-]+(?:\.[\w-]+)+(?:[/?#]\S*)?$/.test(given) ? `https://${given}` : given;
    if (address && !isLink(address)) return this.wrong(panel, true);
    this.close("link");
    this.run(setLink(address));
  }

  wrong(panel, is) {
    panel.querySelector("[data-wrong]").hidden = !is;
    panel.querySelector("[data-href]").setAttribute("aria-invalid", String(is));
    if (is) panel.querySelector("[data-href]").focus();
  }

  applyTable() {
    const panel = this.panel("table");
    const [rows, columns] = ["rows", "columns"].map((name) =>
      Math.min(Math.max(Math.trunc(Number(panel.querySelector(`[data-${name}]`).value)) || 1, 1), MOST[name]),
    );
    this.close("table");
    this.run(insertTable(rows, columns));
  }
}
