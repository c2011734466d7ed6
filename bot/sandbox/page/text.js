// Text with entities (offsets in UTF-16 units, as JavaScript counts) → nodes.

import { el } from "./dom.js";
import { words } from "./emoji.js";

const TAGS = { bold: "b", italic: "i", underline: "u", strikethrough: "s", code: "code" };
const BLOCKS = new Set(["PRE", "BLOCKQUOTE"]);

/** A fragment; `act` is told of what can be pressed: {command}, {link}. */
export function formatted(text, entities, act) {
  const root = document.createDocumentFragment();
  const open = [{ node: root, end: text.length }];
  let at = 0;
  const writeTo = (until) => {
    while (at < until) {
      const top = open.at(-1);
      const stop = Math.min(until, top.end);
      if (stop > at) top.node.append(...words(afterBlock(top.node, text.slice(at, stop))));
      at = stop;
      if (stop === top.end && open.length > 1) open.pop();
    }
    while (open.length > 1 && open.at(-1).end <= at) open.pop();
  };
  for (const entity of entities || []) {
    writeTo(entity.offset);
    const end = Math.min(entity.offset + entity.length, open.at(-1).end);
    if (end <= at) continue;
    const node = wrapper(entity, text.slice(entity.offset, entity.offset + entity.length), act);
    open.at(-1).node.append(node);
    open.push({ node, end });
  }
  writeTo(text.length);
  return root;
}

/** A block stands on lines of its own: the line break behind it would be one too many. */
const afterBlock = (node, part) => (BLOCKS.has(node.lastChild?.nodeName) && part.startsWith("\n") ? part.slice(1) : part);

function wrapper(entity, part, act) {
  switch (entity.type) {
    case "text_link": return link(entity.url, act);
    case "url": return link(/^[a-z]+:\/\//i.test(part) ? part : `https://${part}`, act);
    case "email": return el("a", { href: `mailto:${part}` });
    case "bot_command": return pressable(() => act({ command: part }));
    case "pre": return el("pre", { title: entity.language || null });
    case "spoiler": return el("span", { class: "spoiler", onclick: (event) => event.currentTarget.classList.add("open") });
    case "blockquote": return el("blockquote");
    case "expandable_blockquote":
      return el("blockquote", { class: "folded", onclick: (event) => event.currentTarget.classList.toggle("folded") });
    case "mention": case "hashtag": case "text_mention": return el("a", { class: "plain-link" });
    default: return el(TAGS[entity.type] || "span");
  }
}

/** Only http, https and tg become links; a deep link of the bot asks who opens it. */
function link(address, act) {
  let url;
  try {
    url = new URL(address);
  } catch {
    return el("span");
  }
  if (!["http:", "https:", "tg:"].includes(url.protocol)) return el("span");
  if (["t.me", "telegram.me"].includes(url.hostname) && url.searchParams.has("start")) {
    return pressable(() => act({ link: url.href }), url.href);
  }
  return el("a", { href: url.href, target: "_blank", rel: "noopener noreferrer" });
}

const pressable = (onpress, title) =>
  el("a", { href: "#", title, onclick: (event) => { event.preventDefault(); onpress(); } });

export function fileSize(bytes) {
  if (bytes < 1024) return `${bytes} Б`;
  if (bytes < 1024 * 1024) return `${(bytes / 1024).toLocaleString("ru-RU", { maximumFractionDigits: 1 })} КБ`;
  return `${(bytes / 1024 / 1024).toLocaleString("ru-RU", { maximumFractionDigits: 1 })} МБ`;
}
