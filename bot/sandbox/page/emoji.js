// Emoji where the browser has no font for them (a bare Chromium in a container): drawn by emoji.svg, still text to read and copy.

import { el } from "./dom.js";

const DRAWN = /([✅❌↩⬅➡⏰⚙⚠🎓👤👥📊📋📎📤📥📄🔔📅🔍✏➕❓🗑🏫📣🔒🔗🟢🟡🔴⚪])\uFE0F?/u;

const hasFont = (() => {
  const context = el("canvas", { width: "24", height: "24" }).getContext("2d", { willReadFrequently: true });
  context.font = "20px sans-serif";
  context.fillText("\u2705", 0, 20);
  const { data } = context.getImageData(0, 0, 24, 24);
  return data.some((value, place) => place % 4 === 1 && value > data[place - 1] + 20);
})();

/** The text as nodes, to be appended like a string. */
export function words(text) {
  if (hasFont || !DRAWN.test(text)) return [text];
  return text.split(new RegExp(DRAWN, "gu")).map((part, place) => (place % 2 ? drawn(part) : part));
}

function drawn(character) {
  const node = el("span", { class: "emoji" }, character);
  node.style.backgroundImage = `url(/page/emoji.svg#e${character.codePointAt(0).toString(16)})`;
  return node;
}
