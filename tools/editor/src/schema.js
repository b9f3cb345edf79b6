// What a text may hold: exactly what the server keeps (gongkai_web.publishing.rich_text).
import { Schema } from "prosemirror-model";
import { tableNodes } from "prosemirror-tables";

const SIDES = ["center", "right"];
const LINK = /^(?:https?:\/\/|mailto:)[^\s<>"]+$/i;
const PICTURE = /^\/files\/\d+\/[^/?#\s<>"\\]+$/;

export const isLink = (address) => LINK.test(address);
export const isPicture = (address) => PICTURE.test(address);

const side = (dom) => (SIDES.includes(dom.getAttribute("align")) ? dom.getAttribute("align") : null);
const withSide = (tag, align) => [tag, align ? { align } : {}, 0];

const nodes = {
  doc: { content: "block+" },
  paragraph: {
    group: "block",
    content: "inline*",
    attrs: { align: { default: null } },
    parseDOM: [{ tag: "p", getAttrs: (dom) => ({ align: side(dom) }) }],
    toDOM: (node) => withSide("p", node.attrs.align),
  },
  heading: {
    group: "block",
    content: "inline*",
    defining: true,
    attrs: { level: { default: 2 }, align: { default: null } },
    parseDOM: [1, 2, 3, 4, 5, 6].map((level) => ({
      tag: `h${level}`,
      getAttrs: (dom) => ({ level: Math.min(Math.max(level, 2), 4), align: side(dom) }),
    })),
    toDOM: (node) => withSide(`h${node.attrs.level}`, node.attrs.align),
  },
  blockquote: {
    group: "block",
    content: "block+",
    defining: true,
    parseDOM: [{ tag: "blockquote" }],
    toDOM: () => ["blockquote", 0],
  },
  bulletList: { group: "block", content: "listItem+", parseDOM: [{ tag: "ul" }], toDOM: () => ["ul", 0] },
  orderedList: {
    group: "block",
    content: "listItem+",
    attrs: { start: { default: null }, type: { default: null } },
    parseDOM: [
      { tag: "ol", getAttrs: (dom) => ({ start: dom.getAttribute("start"), type: dom.getAttribute("type") }) },
    ],
    toDOM: ({ attrs }) => [
      "ol",
      { ...(attrs.start && { start: attrs.start }), ...(attrs.type && { type: attrs.type }) },
      0,
    ],
  },
  listItem: { content: "paragraph block*", defining: true, parseDOM: [{ tag: "li" }], toDOM: () => ["li", 0] },
  ...tableNodes({
    tableGroup: "block",
    cellContent: "block+",
    cellAttributes: {
      align: {
        default: null,
        getFromDOM: side,
        setDOMAttr: (value, attrs) => {
          if (value) attrs.align = value;
        },
      },
    },
  }),
  hardBreak: {
    group: "inline",
    inline: true,
    selectable: false,
    parseDOM: [{ tag: "br" }],
    toDOM: () => ["br"],
  },
  image: {
    group: "inline",
    inline: true,
    attrs: { src: {}, alt: { default: "" } },
    parseDOM: [
      {
        tag: "img[src]",
        getAttrs: (dom) =>
          isPicture(dom.getAttribute("src")) && { src: dom.getAttribute("src"), alt: dom.getAttribute("alt") || "" },
      },
    ],
    toDOM: ({ attrs }) => ["img", attrs],
  },
  text: { group: "inline" },
};

const mark = (tags, tag) => ({ parseDOM: tags.map((one) => ({ tag: one })), toDOM: () => [tag, 0] });
const marks = {
  link: {
    attrs: { href: {} },
    inclusive: false,
    parseDOM: [
      { tag: "a[href]", getAttrs: (dom) => isLink(dom.getAttribute("href")) && { href: dom.getAttribute("href") } },
    ],
    toDOM: ({ attrs }) => ["a", { href: attrs.href, rel: "noopener noreferrer" }, 0],
  },
  strong: mark(["strong", "b"], "strong"),
  em: mark(["em", "i"], "em"),
  underline: mark(["u", "ins"], "u"),
  strike: mark(["s", "strike", "del"], "s"),
  subscript: { ...mark(["sub"], "sub"), excludes: "superscript" },
  superscript: { ...mark(["sup"], "sup"), excludes: "subscript" },
};

export const schema = new Schema({ nodes, marks });
