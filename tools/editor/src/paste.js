// What Word, WPS and web pages put on the clipboard, made into what the schema reads. The server cleans again what is saved;
// this is so that one sees at once what will be kept.
import { Slice } from "prosemirror-model";
import { isLink, isPicture } from "./schema.js";

const TAG = /<[a-z][^\s>]*(?:"[^"]*"|'[^']*'|[^>"'])*>/gi;
const STYLE = /\sstyle\s*=/gi;
const HANDLER = /[\s/"']on[a-z]+\s*=/gi;
const GONE = "style,script,xml,template,svg,math,iframe,object,embed,noscript,select,textarea,input,button,title,meta,link";
const BULLETS = new Set("·•●○■□◆◇▪▫★☆►▶➢➤✓√-–—−*lnquvoØ§ü¨");
const INDENT = /^(?:[\s\u00a0]{1,8}|\u3000{1,2})(?![\s\u00a0\u3000])/;
const WIDE = "\u2014\u2018-\u201d\u2026\u3001-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef";
const BROKEN_LINE = new RegExp(`([${WIDE}])[ \\t]*[\\r\\n][ \\t\\r\\n]*(?=[${WIDE}])`, "g");
const SIDES = { center: "center", "-webkit-center": "center", right: "right", end: "right" };

export function fromClipboard(html) {
  // A style or a handler that is only looked at would already be against the page's policy: they get other names first.
  const quiet = html
    .replace(/<(style|script|xml)\b[^>]*>[\s\S]*?<\/\1\s*>/gi, "")
    .replace(TAG, (tag) => tag.replace(STYLE, " data-style=").replace(HANDLER, " data-off="));
  const body = new DOMParser().parseFromString(quiet, "text/html").body;
  for (const element of body.querySelectorAll(GONE)) element.remove();
  const styles = new Map([...body.querySelectorAll("*")].map((element) => [element, stylesOf(element)]));
  for (const [element, said] of styles) if (isHidden(element, said)) element.remove();
  readLists(body, styles);
  for (const [element, said] of styles) if (body.contains(element)) settle(element, said);
  joinLines(body);
  for (const paragraph of body.querySelectorAll("p")) strip(paragraph);
  return body.innerHTML;
}

// Word breaks the lines of its markup between any two characters; between Chinese ones that is no blank.
function joinLines(body) {
  const words = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
  while (words.nextNode()) words.currentNode.data = words.currentNode.data.replace(BROKEN_LINE, "$1");
}

function stylesOf(element) {
  const said = {};
  for (const part of (element.dataset.style || "").slice(0, 4000).toLowerCase().split(";")) {
    const at = part.indexOf(":");
    if (at > 0) said[part.slice(0, at).trim()] = part.slice(at + 1).trim();
  }
  delete element.dataset.style;
  return said;
}

// What nobody saw when it was copied; also the rows without height by which Word keeps the widths of columns.
function isHidden(element, said) {
  if (said.display === "none" || said["mso-hide"] === "all" || said.visibility === "hidden") return true;
  const height = element.getAttribute("height") ?? said.height ?? "";
  return element.tagName === "TR" && /^0(?:\.0*)?(?:pt|px)?$/.test(height.trim());
}

// Word writes the items of a list as paragraphs with the sign or number before them. Numbers are words; signs are lists.
function readLists(body, styles) {
  let open = [];
  let last = null;
  for (const paragraph of [...body.querySelectorAll("p")]) {
    const level = Number((styles.get(paragraph)?.["mso-list"] || "").match(/\blevel(\d)/)?.[1] || 0);
    const marker = [...paragraph.querySelectorAll("span")].find((span) => styles.get(span)?.["mso-list"] === "ignore");
    const sign = marker?.textContent.trim();
    if (marker) marker.replaceWith(level && BULLETS.has(sign) ? "" : numbered(sign));
    if (!level || !BULLETS.has(sign)) continue;
    if (last === null || before(paragraph) !== open[0]) open = [];
    open = listAt(paragraph, Math.min(level, open.length + 1), open);
    last = paragraph;
  }
}

const numbered = (sign) => (/[!-~]$/.test(sign) ? `${sign} ` : sign);

function before(element) {
  let at = element.previousSibling;
  while (at && (at.nodeType === Node.COMMENT_NODE || (at.nodeType === Node.TEXT_NODE && !at.data.trim())))
    at = at.previousSibling;
  return at;
}

function listAt(paragraph, level, open) {
  const lists = open.slice(0, level);
  if (lists.length < level) {
    const list = document.createElement("ul");
    if (lists.length) lists[lists.length - 1].lastElementChild.append(list);
    else paragraph.before(list);
    lists.push(list);
  }
  const item = document.createElement("li");
  lists[level - 1].append(item);
  item.append(paragraph);
  return lists;
}

function settle(element, said) {
  const tag = element.tagName;
  if (tag === "IMG" && !isPicture(element.getAttribute("src") || "")) return element.remove();
  if (tag === "A" && !isLink(element.getAttribute("href") || "")) return element.replaceWith(...element.childNodes);
  if (tag === "B" && /^(normal|[1-5]00)$/.test(said["font-weight"] || "")) return element.replaceWith(...element.childNodes);
  if (tag === "CAPTION") return captionOut(element);
  if (tag === "TD" && element.closest("thead")) return headed(element, said);
  if (["SPAN", "FONT", "A"].includes(tag)) setMarks(element, said);
  align(element, said);
}

function align(element, said) {
  const given = said["text-align"] || (element.getAttribute("align") || "").toLowerCase();
  if (SIDES[given]) element.setAttribute("align", SIDES[given]);
  else element.removeAttribute("align");
}

// The caption of a table has no place in one that is edited: it becomes the paragraph before.
function captionOut(caption) {
  const paragraph = document.createElement("p");
  paragraph.append(...caption.childNodes);
  caption.closest("table").before(paragraph);
  caption.remove();
}

function headed(cell, said) {
  const head = document.createElement("th");
  for (const name of ["rowspan", "colspan", "align"])
    if (cell.hasAttribute(name)) head.setAttribute(name, cell.getAttribute(name));
  align(head, said);
  head.append(...cell.childNodes);
  cell.replaceWith(head);
}

function setMarks(element, said) {
  const lines = said["text-decoration"] || "";
  const tags = [];
  if (/^(bold|bolder|[6-9]00)$/.test(said["font-weight"] || "")) tags.push("b");
  if (said["font-style"] === "italic") tags.push("i");
  if (lines.includes("underline") && element.tagName !== "A") tags.push("u");
  if (lines.includes("line-through")) tags.push("s");
  if (said["vertical-align"] === "super") tags.push("sup");
  if (said["vertical-align"] === "sub") tags.push("sub");
  for (const tag of tags) {
    const mark = document.createElement(tag);
    mark.append(...element.childNodes);
    element.append(mark);
  }
}

function strip(paragraph) {
  const words = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
  const first = words.nextNode();
  if (!paragraph.textContent.replace(/[\s\u00a0\u3000]/g, "") && !paragraph.querySelector("img,u,br"))
    return paragraph.closest("td,th,li") ? (paragraph.textContent = "") : paragraph.remove();
  if (first) first.data = first.data.replace(INDENT, "");
}

// Into an empty paragraph the first one that is pasted comes as it is, its side included, and not as words only.
export function wholeFirst(slice, view) {
  const { parent } = view.state.selection.$from;
  const first = slice.content.firstChild;
  const isWhole = parent.isTextblock && !parent.content.size && slice.openStart === 1 && first?.isTextblock && slice.content.childCount > 1;
  return isWhole ? new Slice(slice.content, 0, slice.openEnd) : slice;
}
