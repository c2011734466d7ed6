// The only ways text gets onto the page: text nodes and attributes. Nothing is ever read as HTML.

export const $ = (id) => document.getElementById(id);

/** An element with attributes, listeners (`onclick`) and children; strings become text nodes. */
export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (value === true) node.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) node.setAttribute(name, value);
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

const SHAPES = {
  back: "M15 5l-7 7 7 7", close: "M6 6l12 12M18 6 6 18", more: "M12 5h.01M12 12h.01M12 19h.01",
  clip: "M20 11.5 12 19.5a5 5 0 0 1-7-7l8.5-8.5a3.3 3.3 0 0 1 4.7 4.7l-8.5 8.5a1.7 1.7 0 0 1-2.4-2.4l7.5-7.5",
  send: "M3 20.5 21.5 12 3 3.5 3 10l12 2-12 2z", trash: "M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13",
};

export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  const path = document.createElementNS(svg.namespaceURI, "path");
  path.setAttribute("d", SHAPES[name]);
  svg.append(path);
  return svg;
}

export const iconButton = (name, title, onclick, extra = "") =>
  el("button", { class: `icon ${extra}`, type: "button", title, "aria-label": title, onclick }, icon(name));

export function avatar(person) {
  const letters = [person.first_name, person.last_name].map((name) => [...(name || "")][0] || "").join("");
  return el("span", { class: `avatar h${person.id % 8}`, "aria-hidden": "true" }, letters || "?");
}

export const fullName = (person) => [person.first_name, person.last_name].filter(Boolean).join(" ");

/** One request of the control API; throws an Error in Russian for a refusal. */
export async function ask(method, path, order, form) {
  const options = { method };
  if (form) options.body = form;
  else if (order !== undefined) {
    options.body = JSON.stringify(order);
    options.headers = { "Content-Type": "application/json" };
  }
  let response;
  try {
    response = await fetch(path, options);
  } catch {
    throw new Error("Песочница не отвечает.");
  }
  const body = await response.json();
  if (!response.ok) throw new Error(REFUSALS[body.error] || body.detail || "Не получилось.");
  return body;
}

const REFUSALS = {
  no_such_button: "Этой кнопки больше нет.", empty_text: "Пустое сообщение не отправить.", long_text: "Длиннее 4096 знаков не отправить.",
  bad_payload: "В ссылке до 64 знаков: латиница, цифры, «_» и «-».", bad_moment: "Не понимаю этот момент.", deactivated: "Аккаунт удалён.",
  bad_save: "Это не сохранённый мир.", unsupported_button: "Эту кнопку песочница не умеет.", no_preview: "Этот файл здесь не открыть: сохраните его.",
};

/** A dialog with a heading; `fill(body, close)` puts things into it. */
export function openDialog(title, fill, wide = false) {
  const dialog = $("dialog");
  const body = el("div", { class: "body" });
  const close = () => dialog.close();
  dialog.className = wide ? "sheet" : "";
  dialog.replaceChildren(el("header", {}, el("h2", {}, title), iconButton("close", "Закрыть", close)), body);
  fill(body, close);
  if (!dialog.open) dialog.showModal();
  return body;
}
