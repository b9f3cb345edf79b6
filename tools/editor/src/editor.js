// The editor: takes the place of a textarea, whose value it keeps up to date; without it the textarea is as usable as before.
import { gapCursor } from "prosemirror-gapcursor";
import { history } from "prosemirror-history";
import { keymap } from "prosemirror-keymap";
import { DOMParser as Reader, DOMSerializer } from "prosemirror-model";
import { EditorState } from "prosemirror-state";
import { fixTables, tableEditing } from "prosemirror-tables";
import { EditorView } from "prosemirror-view";
import { KEYS, baseKeymap } from "./acts.js";
import { fromClipboard, wholeFirst } from "./paste.js";
import { schema } from "./schema.js";
import { Toolbar } from "./toolbar.js";

const PAUSE_MS = 300;

export function open(textarea, tools) {
  const holder = document.createElement("div");
  holder.className = "editor";
  const panel = tools.content.cloneNode(true);
  holder.append(panel);
  const paper = document.createElement("div");
  paper.className = "editor__paper rich";
  holder.append(paper, ...holder.querySelectorAll("[data-below]"));
  textarea.after(holder);

  let toolbar = null;
  let timer = 0;
  let isBehind = false;
  const view = new EditorView(paper, {
    state: stateOf(textarea.value, {
      "Alt-F10": () => {
        toolbar.focus();
        return true;
      },
      "Mod-k": () => {
        toolbar.toggle("link");
        return true;
      },
    }),
    attributes: said(textarea),
    transformPastedHTML: fromClipboard,
    transformPasted: wholeFirst,
    handlePaste: (_, event) => tellOfPictures(holder, event.clipboardData),
    dispatchTransaction(tr) {
      view.updateState(view.state.apply(tr));
      toolbar?.update();
      if (!tr.docChanged) return;
      isBehind = true;
      clearTimeout(timer);
      timer = setTimeout(write, PAUSE_MS);
    },
  });
  toolbar = new Toolbar(view, holder);

  // Everything that listens to the textarea, saving by itself among it, hears of what was typed.
  function write() {
    clearTimeout(timer);
    if (!isBehind) return;
    isBehind = false;
    textarea.value = htmlOf(view.state.doc);
    textarea.dispatchEvent(new Event("input", { bubbles: true }));
    textarea.dispatchEvent(new CustomEvent("editor:changed", { bubbles: true }));
  }

  textarea.hidden = true;
  textarea.required = false;
  textarea.form?.addEventListener("submit", write, { capture: true });
  textarea.form?.addEventListener("formdata", (event) => {
    write();
    if (textarea.name) event.formData.set(textarea.name, textarea.value);
  });
  addEventListener("pagehide", write);
  document.addEventListener("visibilitychange", write, { capture: true });
  for (const label of textarea.labels) label.addEventListener("click", () => view.focus());
  return view;
}

function stateOf(html, keys) {
  const source = new DOMParser().parseFromString(fromClipboard(html), "text/html").body;
  const state = EditorState.create({
    doc: Reader.fromSchema(schema).parse(source),
    plugins: [history(), keymap(keys), keymap(KEYS), keymap(baseKeymap), gapCursor(), tableEditing()],
  });
  const mended = fixTables(state);
  return mended ? state.apply(mended.setMeta("addToHistory", false)) : state;
}

function htmlOf(doc) {
  if (!doc.textContent.trim() && doc.childCount === 1 && doc.firstChild.isTextblock && !doc.firstChild.childCount) return "";
  const holder = document.createElement("div");
  holder.append(DOMSerializer.fromSchema(schema).serializeFragment(doc.content));
  return holder.innerHTML;
}

// What the textarea says to those who do not see the page.
function said(textarea) {
  const labels = [...textarea.labels].map((label, at) => (label.id ||= `${textarea.id || textarea.name}-label-${at}`));
  const attributes = { role: "textbox", "aria-multiline": "true" };
  if (labels.length) attributes["aria-labelledby"] = labels.join(" ");
  else attributes["aria-label"] = textarea.getAttribute("aria-label") || "";
  for (const name of ["aria-describedby", "aria-invalid", "aria-errormessage"])
    if (textarea.hasAttribute(name)) attributes[name] = textarea.getAttribute(name);
  if (textarea.required) attributes["aria-required"] = "true";
  return attributes;
}

// A picture alone on the clipboard goes nowhere: say where pictures go.
function tellOfPictures(holder, clipboard) {
  const hint = holder.querySelector("[data-pictures]");
  const only = clipboard && clipboard.files.length > 0 && !clipboard.types.includes("text/html");
  if (hint) hint.hidden = !only;
  return Boolean(only);
}
