// What the buttons do. Each is a command of ProseMirror: asked without dispatch, it says whether it can be done.
import { baseKeymap, chainCommands, exitCode, setBlockType, toggleMark } from "prosemirror-commands";
import { redo, undo } from "prosemirror-history";
import { liftListItem, sinkListItem, splitListItem, wrapInList } from "prosemirror-schema-list";
import { TextSelection } from "prosemirror-state";
import {
  addColumnAfter,
  addColumnBefore,
  addRowAfter,
  addRowBefore,
  deleteColumn,
  deleteRow,
  deleteTable,
  isInTable,
  mergeCells,
  splitCell,
  toggleHeaderRow,
} from "prosemirror-tables";
import { schema } from "./schema.js";

const { nodes, marks } = schema;

export function blockOf(state) {
  const { parent } = state.selection.$from;
  return parent.type === nodes.heading ? `heading${parent.attrs.level}` : "paragraph";
}

export const setBlock = (name) =>
  name === "paragraph"
    ? setBlockType(nodes.paragraph)
    : setBlockType(nodes.heading, { level: Number(name.slice("heading".length)) });

const listAround = ({ selection: { $from } }) => {
  for (let depth = $from.depth; depth > 0; depth--) {
    const { type } = $from.node(depth);
    if (type === nodes.bulletList || type === nodes.orderedList) return type;
    if (type === nodes.table) return null;
  }
  return null;
};

const listed = (type) => (state, dispatch) => {
  const around = listAround(state);
  if (around === type) return liftListItem(nodes.listItem)(state, dispatch);
  if (around) return changeList(type)(state, dispatch);
  return wrapInList(type)(state, dispatch);
};

const changeList = (type) => (state, dispatch) => {
  const { $from } = state.selection;
  for (let depth = $from.depth; depth > 0; depth--) {
    const node = $from.node(depth);
    if (node.type !== nodes.bulletList && node.type !== nodes.orderedList) continue;
    if (dispatch) dispatch(state.tr.setNodeMarkup($from.before(depth), type));
    return true;
  }
  return false;
};

const sideOf = (state) => state.selection.$from.parent.attrs.align;

const setSide = (side) => (state, dispatch) => {
  const wanted = sideOf(state) === side ? null : side;
  const { tr } = state;
  for (const { $from, $to } of state.selection.ranges)
    state.doc.nodesBetween($from.pos, $to.pos, (node, at) => {
      if (node.isTextblock) tr.setNodeMarkup(at, null, { ...node.attrs, align: wanted });
    });
  if (!tr.docChanged) return false;
  if (dispatch) dispatch(tr.scrollIntoView());
  return true;
};

const clear = (state, dispatch) => {
  const { tr } = state;
  const { from, to, empty, $from } = state.selection;
  const [start, end] = empty ? [$from.start(), $from.end()] : [from, to];
  tr.removeMark(start, end);
  tr.setBlockType(start, end, nodes.paragraph);
  if (dispatch) dispatch(tr.setStoredMarks([]));
  return true;
};

export const insertTable = (rows, columns) => (state, dispatch) => {
  const cells = (type) => Array.from({ length: columns }, () => type.createAndFill());
  const row = (type) => nodes.table_row.create(null, cells(type));
  const body = Array.from({ length: rows - 1 }, () => row(nodes.table_cell));
  const table = nodes.table.create(null, [row(nodes.table_header), ...body]);
  if (dispatch) {
    const tr = state.tr.replaceSelectionWith(table);
    const at = tr.mapping.map(state.selection.from, -1);
    dispatch(tr.setSelection(TextSelection.near(tr.doc.resolve(at + 1))).scrollIntoView());
  }
  return true;
};

export const setLink = (href) => (state, dispatch) => {
  const { from, to, empty } = state.selection;
  const range = empty ? linkAround(state) : { from, to };
  const tr = state.tr;
  if (range) {
    tr.removeMark(range.from, range.to, marks.link);
    if (href) tr.addMark(range.from, range.to, marks.link.create({ href }));
  } else if (href) {
    tr.replaceSelectionWith(schema.text(href, [marks.link.create({ href })]), false);
  }
  if (dispatch) dispatch(tr);
  return true;
};

export function linkAround({ selection: { $from } }) {
  const { parent, parentOffset } = $from;
  let at = 0;
  for (let i = 0; i < parent.childCount; i++) {
    const child = parent.child(i);
    const link = marks.link.isInSet(child.marks);
    if (link && at <= parentOffset && parentOffset <= at + child.nodeSize)
      return { from: $from.start() + at, to: $from.start() + at + child.nodeSize, href: link.attrs.href };
    at += child.nodeSize;
  }
  return null;
}

// The first link that is selected, or the one the caret is in.
export function linkIn(state) {
  let found = linkAround(state);
  state.doc.nodesBetween(state.selection.from, state.selection.to, (node) => {
    const link = !found && marks.link.isInSet(node.marks);
    if (link) found = { href: link.attrs.href };
  });
  return found;
}

const hardBreak = chainCommands(exitCode, (state, dispatch) => {
  if (dispatch) dispatch(state.tr.replaceSelectionWith(nodes.hardBreak.create()).scrollIntoView());
  return true;
});

export const ACTS = {
  strong: toggleMark(marks.strong),
  underline: toggleMark(marks.underline),
  numbers: listed(nodes.orderedList),
  bullets: listed(nodes.bulletList),
  center: setSide("center"),
  right: setSide("right"),
  clear,
  undo,
  redo,
  rowAbove: addRowBefore,
  rowBelow: addRowAfter,
  columnLeft: addColumnBefore,
  columnRight: addColumnAfter,
  deleteRow,
  deleteColumn,
  merge: mergeCells,
  split: splitCell,
  headRow: toggleHeaderRow,
  deleteTable,
};

const hasMark = (state, type) => {
  const { from, $from, to, empty } = state.selection;
  return empty ? !!type.isInSet(state.storedMarks || $from.marks()) : state.doc.rangeHasMark(from, to, type);
};

export const PRESSED = {
  strong: (state) => hasMark(state, marks.strong),
  underline: (state) => hasMark(state, marks.underline),
  numbers: (state) => listAround(state) === nodes.orderedList,
  bullets: (state) => listAround(state) === nodes.bulletList,
  center: (state) => sideOf(state) === "center",
  right: (state) => sideOf(state) === "right",
  link: (state) => hasMark(state, marks.link) || !!(state.selection.empty && linkAround(state)),
};

export const inTable = isInTable;

// Tab is not among them: it leaves the editor, as everywhere on the page.
export const KEYS = {
  "Mod-b": ACTS.strong,
  "Mod-i": toggleMark(marks.em),
  "Mod-u": ACTS.underline,
  "Mod-z": undo,
  "Mod-y": redo,
  "Shift-Mod-z": redo,
  "Mod-\\": clear,
  "Shift-Mod-7": ACTS.numbers,
  "Shift-Mod-8": ACTS.bullets,
  "Mod-]": sinkListItem(nodes.listItem),
  "Mod-[": liftListItem(nodes.listItem),
  "Mod-Alt-0": setBlock("paragraph"),
  "Mod-Alt-2": setBlock("heading2"),
  "Mod-Alt-3": setBlock("heading3"),
  "Mod-Alt-4": setBlock("heading4"),
  "Shift-Enter": hardBreak,
  "Mod-Enter": hardBreak,
  Enter: splitListItem(nodes.listItem),
};

export { baseKeymap };
