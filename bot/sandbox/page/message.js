// One message → one element.

import { ask, el, openDialog } from "./dom.js";
import { words } from "./emoji.js";
import { fileSize, formatted } from "./text.js";
import { clockTime } from "./time.js";

/** `act` gets what is pressed: {command}, {link} or {button, message, index, node}. */
export function messageNode(message, personId, act) {
  const mine = message.from.id === personId;
  const text = message.text ?? message.caption ?? "";
  const entities = message.entities ?? message.caption_entities;
  const bubble = el("div", { class: `bubble${text ? "" : " bare"}` }, origin(message), quoted(message), attachment(message));
  bubble.append(formatted(text, entities, act), meta(message));
  const rows = message.reply_markup?.inline_keyboard || [];
  const node = el("article", { class: `msg${mine ? " mine" : ""}${rows.length ? " keyed" : ""}`, "data-id": message.message_id }, bubble);
  if (rows.length) node.append(keyboard(rows, message, act));
  return node;
}

const meta = (message) =>
  el("span", { class: "meta" }, `${message.edit_date ? "изм. " : ""}${clockTime(new Date(message.date * 1000))}`);

const origin = (message) =>
  message.forward_origin ? el("span", { class: "origin" }, `Переслано от: ${message.forward_origin.sender_user.first_name}`) : null;

function quoted(message) {
  const original = message.reply_to_message;
  return original ? el("span", { class: "quoted" }, original.text || original.caption || original.document?.file_name || "…") : null;
}

function attachment(message) {
  if (message.photo) {
    const address = `/control/files/${encodeURIComponent(message.photo.at(-1).file_id)}?show`;
    return el("img", { class: "photo", src: address, alt: "Снимок", loading: "lazy" });
  }
  if (!message.document) return null;
  const { file_name: name, file_size: size, file_id: id } = message.document;
  const address = `/control/files/${encodeURIComponent(id)}`;
  const kind = name.includes(".") ? name.split(".").at(-1).toLowerCase().slice(0, 4) : "файл";
  const known = /^[a-z0-9]+$/.test(kind) ? kind : "";
  return el("div", { class: "file" },
    el("span", { class: `sheet ${known}`, "aria-hidden": "true" }, kind),
    el("div", {}, el("b", {}, name), el("small", {}, fileSize(size)),
      el("span", { class: "acts" },
        el("button", { type: "button", onclick: () => openFile(name, address) }, "Открыть"),
        el("a", { href: address, download: name }, "Сохранить"))));
}

function keyboard(rows, message, act) {
  const seen = {};
  return el("div", { class: "keys" }, rows.map((row) => el("div", {}, row.map((button) => {
    const index = seen[button.text] = (seen[button.text] ?? -1) + 1;
    const press = (event) => act({ button: button.text, message: message.message_id, index, node: event.currentTarget });
    return el("button", { class: `key${button.url ? " link" : ""}`, type: "button", onclick: press }, words(button.text));
  }))));
}

/** A look into a file without leaving the page: sheets as tables, texts as text, pictures as pictures. */
async function openFile(name, address) {
  if (/\.pdf$/i.test(name)) return void open(`${address}?show`, "_blank", "noopener");
  let view;
  try {
    view = await ask("GET", `${address}/preview`);
  } catch (error) {
    openDialog(name, (body) => body.append(el("p", {}, error.message), el("a", { href: address, download: name, class: "plain" }, "Сохранить")));
    return;
  }
  openDialog(name, (body) => {
    if (view.picture) body.append(el("img", { class: "photo", src: `${address}?show`, alt: name }));
    if (view.text !== undefined) body.append(el("div", { class: "grid" }, el("pre", {}, view.text)));
    if (view.sheets) showSheets(body, view.sheets);
    if (view.parts) body.append(el("div", { class: "grid paper" }, view.parts.map((part) => (part.rows ? table(part) : el("p", {}, part.text)))));
    body.append(el("div", { class: "acts" }, el("a", { href: address, download: name, class: "plain" }, "Сохранить")));
  }, true);
}

function showSheets(body, sheets) {
  const grid = el("div", { class: "grid", tabindex: "0" });
  const tabs = el("div", { class: "tabs", role: "tablist" });
  const show = (chosen) => {
    tabs.replaceChildren(...sheets.map((sheet) =>
      el("button", { type: "button", role: "tab", "aria-selected": String(sheet === chosen), onclick: () => show(sheet) }, sheet.name)));
    grid.replaceChildren(table(chosen));
  };
  body.append(tabs, grid);
  if (sheets.length) show(sheets[0]);
}

/** A text alone in its row runs over the empty cells, as in a spreadsheet; the first full row is the heading. */
function table({ rows, more }) {
  const filled = (row) => row.filter((value) => value !== "").length;
  const heading = rows.findIndex((row) => filled(row) > 1);
  const cell = (value) => el("td", { class: typeof value === "number" ? "num" : null }, String(value));
  const line = (row, place) => {
    if (row.length > 1 && row[0] !== "" && filled(row) === 1) return el("tr", { class: "title" }, el("td", { colspan: row.length }, String(row[0])));
    return el("tr", { class: place === heading ? "heading" : null }, row.map(cell));
  };
  const body = rows.map(line);
  if (more) body.push(el("tr", {}, el("td", { class: "note", colspan: rows[0].length }, `Показаны первые строки, ещё ${more} — в файле.`)));
  return el("table", {}, body);
}
