// The drawer: faults and the journal. And the dialogs of clock and world.

import { $, ask, el, fullName, iconButton, openDialog } from "./dom.js";
import { clockSeconds, clockTime, dayLong, dayTiny, fieldValue, fromField, jumps, now, setZone, zone, zoneNames, zones } from "./time.js";

const EFFECTS = [
  ["429", "429: слишком часто"], ["403", "403: заблокирован"], ["500", "500: ошибка сервера"], ["malformed", "Испорченный ответ"], ["hang", "Молчит, потом обрыв"],
  ["drop_before", "Обрыв до действия"], ["drop_after", "Обрыв после действия"], ["down", "Лежит целиком"],
];
const METHODS = ["sendMessage", "editMessageText", "answerCallbackQuery", "sendDocument", "getFile", "getUpdates", "deleteMessage"];
const KEPT_CALLS = 300;

let shown = "";
let calls = [];

/** Open a panel, or close it when it is open already. */
export function toggle(name, host) {
  const drawer = $("drawer");
  shown = shown === name ? "" : name;
  drawer.hidden = !shown;
  for (const tool of ["faults", "journal"]) $(`tool-${tool}`).setAttribute("aria-pressed", String(tool === shown));
  if (!shown) return;
  const title = { faults: "Сбои", journal: "Журнал вызовов" }[name];
  const body = el("div", { class: "body" });
  drawer.replaceChildren(el("header", {}, el("h2", {}, title), iconButton("close", "Закрыть", () => toggle(name, host))), body);
  if (name === "faults") fillFaults(body, host);
  else fillJournal(body);
}

/** Faults or settings have changed: the badge and the open panel follow. */
export function faultsChanged(host) {
  const active = host.faults.filter((fault) => !spent(fault)).length;
  $("faults-count").hidden = !active;
  $("faults-count").textContent = active;
  if (shown === "faults") {
    const list = $("drawer").querySelector(".list");
    list?.replaceChildren(...faultRows(host));
  }
}

const spent = (fault) => fault.hits >= fault.times && fault.effect !== "down";

function fillFaults(body, host) {
  const effect = el("select", {}, EFFECTS.map(([value, text]) => el("option", { value }, text)));
  const method = el("select", {}, el("option", { value: "" }, "любой"), METHODS.map((name) => el("option", { value: name }, name)));
  const whom = el("select", {}, el("option", { value: "0" }, "всем"), [...host.people.values()].map((person) => el("option", { value: person.id }, fullName(person))));
  const nth = el("input", { type: "number", min: "1", value: "1" });
  const times = el("input", { type: "number", min: "1", value: "1" });
  const seconds = el("input", { type: "number", min: "1", value: "10" });
  const refusal = el("p", { class: "note" });
  const add = async () => {
    const order = { effect: effect.value, method: method.value, chat_id: Number(whom.value), nth: Number(nth.value), times: Number(times.value), seconds: Number(seconds.value), retry_after: Number(seconds.value) };
    await ask("POST", "/control/faults", order).then(() => { refusal.textContent = ""; }, (error) => { refusal.textContent = error.message; });
  };
  const limit = el("input", { type: "checkbox", onchange: () => ask("POST", "/control/settings", { rate_limits: limit.checked }) });
  limit.checked = host.settings.rate_limits;
  body.append(
    el("p", { class: "note" }, "Что пойдёт не так с вызовом бота. Бот должен это пережить."),
    field("Что случится", effect), field("Метод", method), field("Кому", whom),
    el("div", { class: "row inline" }, field("С какого вызова", nth), field("Сколько раз", times)),
    field("Секунд (пауза, молчание, простой)", seconds),
    el("button", { class: "primary", type: "button", onclick: add }, "Устроить сбой"), refusal,
    el("label", { class: "row check" }, limit, "Ограничивать частоту: 30 в секунду, 1 в секунду на чат"),
    el("div", { class: "list" }, faultRows(host)));
}

const field = (name, input) => el("label", { class: "row" }, name, input);

function faultRows(host) {
  return host.faults.map((fault) => {
    const effect = EFFECTS.find(([value]) => value === fault.effect)?.[1] || fault.effect;
    const person = host.people.get(fault.chat_id);
    const where = `${fault.method || "любой метод"}${person ? `, ${fullName(person)}` : ""}`;
    const words = `${effect} — ${where}. С вызова ${fault.nth}, раз: ${fault.times}, было: ${fault.hits}`;
    return el("div", { class: `fault${spent(fault) ? " spent" : ""}` }, el("span", {}, words),
      iconButton("trash", "Убрать сбой", () => ask("DELETE", `/control/faults/${fault.id}`)));
  });
}

async function fillJournal(body) {
  const list = el("ul", { class: "calls" });
  const clear = async () => { await ask("DELETE", "/control/journal"); calls = []; list.replaceChildren(); };
  body.append(
    el("div", { class: "acts" }, el("a", { class: "plain", href: "/control/journal", download: "journal.jsonl" }, "Сохранить JSONL"), " ",
      el("button", { class: "plain", type: "button", onclick: clear }, "Очистить")),
    list);
  const text = await (await fetch("/control/journal")).text();
  calls = text.split("\n").filter(Boolean).slice(-KEPT_CALLS).map((line) => JSON.parse(line));
  list.replaceChildren(...calls.toReversed().map(callNode));
}

/** A call has ended: it goes on top of the open journal. */
export function called(entry) {
  if (shown !== "journal") return;
  const list = $("drawer").querySelector(".calls");
  if (!list) return;
  list.prepend(callNode(entry));
  while (list.childElementCount > KEPT_CALLS) list.lastChild.remove();
}

function callNode(entry) {
  const good = entry.status === 200 && !entry.fault;
  const mark = entry.fault ? "odd" : good ? "ok" : "bad";
  const to = entry.params.chat_id ? ` → ${entry.params.chat_id}` : "";
  return el("li", {}, el("details", {},
    el("summary", {}, el("time", {}, clockSeconds(new Date(entry.at))), el("b", {}, entry.method + to), el("small", {}, `${entry.ms} мс`),
      el("span", { class: mark }, entry.status || "обрыв")),
    el("pre", {}, JSON.stringify({ params: entry.params, files: entry.files, fault: entry.fault || undefined, answer: entry.answer }, null, 2))));
}

/** Where the clock is set: the ready jumps, any moment, the zone that is shown. */
export function clockDialog(move) {
  openDialog("Часы", (body, close) => {
    const moment = el("input", { type: "datetime-local", value: fieldValue(now()) });
    const place = el("select", { onchange: () => { setZone(place.value); moment.value = fieldValue(now()); } },
      zones.map((name) => el("option", { value: name, selected: name === zone }, zoneNames[name])));
    const go = (when) => { close(); move(when); };
    body.append(
      el("p", { class: "note" }, `Сейчас ${dayLong(now())}, ${clockSeconds(now())}. Бот живёт по этим часам.`),
      el("div", { class: "choices" }, jumps.map((jump) => el("button", { class: "plain", type: "button", onclick: () => go(jump.moment()) }, jump.name, el("small", {}, when(jump.moment()))))),
      field("Другой момент", moment), field("Часовой пояс на этой странице", place),
      el("div", { class: "acts" },
        el("button", { class: "plain", type: "button", onclick: () => go(new Date()) }, "Настоящее время"),
        el("button", { class: "primary", type: "button", onclick: () => go(fromField(moment.value)) }, "Перевести")));
  });
}

const when = (moment) => `${dayTiny(moment)}, ${clockTime(moment)}`;

/** Saving and loading the whole world. */
export function worldDialog() {
  openDialog("Мир", (body, close) => {
    const refusal = el("p", { class: "refusal" });
    const picker = el("input", { type: "file", accept: ".json", hidden: true, onchange: async () => {
      try {
        await ask("POST", "/control/load", JSON.parse(await picker.files[0].text()));
        close();
      } catch (error) {
        refusal.textContent = error instanceof SyntaxError ? "Это не сохранённый мир." : error.message;
      }
    } });
    body.append(
      el("p", {}, "Люди, чаты, файлы и часы этой песочницы. База бота живёт отдельно: сохраняйте её командой backup."),
      el("div", { class: "acts" },
        el("a", { class: "plain", href: "/control/save", download: "world.json" }, "Сохранить в файл"),
        el("button", { class: "plain", type: "button", onclick: () => picker.click() }, "Загрузить из файла")), picker, refusal);
  });
}
