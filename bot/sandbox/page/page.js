// The world of the page: people, open chats, the clock, and the stream of what happens.

import { Chat } from "./chat.js";
import { $, ask, avatar, el, fullName, iconButton, openDialog } from "./dom.js";
import { words } from "./emoji.js";
import { called, clockDialog, faultsChanged, toggle, worldDialog } from "./panels.js";
import { clockTime, clockSeconds, dayLong, dayShort, dayTiny, jumps, now, setClock, zone, zoneNames } from "./time.js";

const openKey = "sandbox-open";
const themeKey = "sandbox-theme";
const tipsKey = "sandbox-tips";
const narrow = matchMedia("(max-width: 720px)");

const host = {
  bot: null, people: new Map(), chats: new Map(), faults: [], settings: {},
  changed(person) { this.people.set(person.id, person); renderPeople(); },
  close(id) { closeChat(id); },
  toList() { document.body.classList.remove("in-chat"); renderPeople(); },
  openLink: linkDialog,
  editPerson: personDialog,
};

async function start() {
  const world = await ask("GET", "/control/world");
  host.bot = world.bot;
  host.people = new Map(world.people.map((person) => [person.id, person]));
  host.faults = world.faults;
  host.settings = world.settings;
  setClock(world.clock);
  $("bot-name").textContent = world.bot.first_name;
  $("bot-user").textContent = `@${world.bot.username}`;
  faultsChanged(host);
  renderTips(world.tips);
  for (const id of host.chats.keys()) if (!host.people.has(id)) closeChat(id);
  await Promise.all([...host.chats.values()].map((chat) => chat.load()));
  await openFirst();
  renderPeople();
  renderClock();
}

/** What was open last time; at the first visit as many chats as fit. */
async function openFirst() {
  if (host.chats.size) return;
  const saved = JSON.parse(localStorage.getItem(openKey) || "[]").filter((id) => host.people.has(id));
  const room = Math.max(1, Math.min(3, Math.floor((innerWidth - 276) / 300)));
  const chosen = saved.length ? saved : [...host.people.keys()].slice(0, room);
  if (narrow.matches) return;
  for (const id of chosen.slice(0, Math.max(room, saved.length))) await openChat(id, false);
}

async function openChat(id, front = true) {
  let chat = host.chats.get(id);
  if (!chat) {
    chat = new Chat(id, host);
    host.chats.set(id, chat);
    $("chats").append(chat.node);
    await chat.load();
  }
  for (const other of host.chats.values()) other.node.classList.toggle("front", other === chat);
  if (front) {
    document.body.classList.add("in-chat");
    chat.node.scrollIntoView({ inline: "nearest", block: "nearest" });
    chat.toEnd();
    chat.markRead();
  }
  remember();
  renderPeople();
  return chat;
}

function closeChat(id) {
  host.chats.get(id)?.node.remove();
  host.chats.delete(id);
  document.body.classList.remove("in-chat");
  remember();
  renderPeople();
}

const remember = () => localStorage.setItem(openKey, JSON.stringify([...host.chats.keys()]));

function renderPeople() {
  const unread = [...host.people.values()].reduce((sum, person) => sum + person.unread, 0);
  document.title = `${unread ? `(${unread}) ` : ""}${host.bot.first_name} — песочница`;
  $("people").replaceChildren(...[...host.people.values()].map((person) => el("li", {}, personNode(person))));
}

function personNode(person) {
  const open = host.chats.has(person.id) && !narrow.matches;
  const press = () => (open ? closeChat(person.id) : openChat(person.id));
  const last = person.last;
  return el("button", { class: `person${person.deactivated || person.blocked ? " gone" : ""}`, type: "button", "aria-pressed": String(open), title: person.role || null, onclick: press },
    avatar(person),
    el("span", { class: "who" },
      el("span", {}, el("b", {}, fullName(person)), last ? el("time", {}, clockTime(new Date(last.date * 1000))) : null),
      person.role ? el("span", {}, el("small", {}, person.role)) : null,
      el("span", {}, el("span", { class: "last" }, words(lastWords(person))),
        person.unread ? el("span", { class: "badge", title: "Непрочитанные" }, person.unread) : null)));
}

function lastWords(person) {
  if (person.deactivated) return "аккаунт удалён";
  if (person.blocked) return "бот заблокирован";
  const last = person.last;
  if (!last) return person.started ? "пока пусто" : "ещё не в боте";
  const words = (last.text ?? last.caption ?? last.document?.file_name ?? "Снимок").split("\n")[0];
  return last.from.is_bot ? words : `Вы: ${words}`;
}

/** The first steps, until somebody puts them away. */
function renderTips(tips) {
  const key = JSON.stringify(tips);
  $("tips").hidden = !tips.length || localStorage.getItem(tipsKey) === key;
  const away = () => { localStorage.setItem(tipsKey, key); $("tips").hidden = true; };
  $("tips").replaceChildren(el("b", {}, "Попробуйте"), el("ol", {}, tips.map((tip) => el("li", {}, words(tip)))), iconButton("close", "Убрать подсказку", away));
}

function renderClock() {
  const moment = now();
  $("clock-day").textContent = (innerWidth > 1500 ? dayLong : innerWidth > 480 ? dayShort : dayTiny)(moment);
  $("clock-time").textContent = innerWidth > 400 ? clockSeconds(moment) : clockTime(moment);
  $("clock-zone").textContent = zoneNames[zone];
}

/** Move the clock, wait for the bot, then for quiet. */
async function move(moment) {
  $("clock").classList.add("moving");
  for (const button of $("jumps").children) button.disabled = true;
  try {
    setClock(await ask("POST", "/clock", { at: moment.toISOString() }));
    renderClock();
    await ask("POST", "/control/quiet", { timeout: 10 });
  } catch (error) {
    openDialog("Часы", (body) => body.append(el("p", {}, error.message)));
  } finally {
    $("clock").classList.remove("moving");
    for (const button of $("jumps").children) button.disabled = false;
  }
}

/** A deep link: whose phone opens it. Without a link, asks for one. */
function linkDialog(link, person) {
  openDialog("Открыть ссылку", (body, close) => {
    const field = el("input", { value: link, placeholder: "t.me/…?start=код или сам код", "aria-label": "Ссылка" });
    const refusal = el("p", { class: "refusal" });
    const follow = async (id) => {
      const payload = field.value.trim().split("start=").at(-1).split("&")[0];
      try {
        await ask("POST", `/control/people/${id}/link`, { payload });
        close();
        openChat(id);
      } catch (error) {
        refusal.textContent = error.message;
      }
    };
    const order = [...host.people.values()].sort((a, b) => (a.id === person.id) - (b.id === person.id) || a.started - b.started);
    const choices = (link ? order : [person]).map((one) =>
      el("button", { class: "person", type: "button", onclick: () => follow(one.id) }, avatar(one),
        el("span", { class: "who" }, el("b", {}, fullName(one)), el("small", {}, one.role || (one.started ? "" : "ещё не в боте")))));
    body.append(el("label", { class: "row" }, "Ссылка или код", field), el("p", { class: "note" }, "Кто откроет?"),
      el("div", { class: "choices" }, choices), refusal,
      el("button", { class: "quiet-button", type: "button", onclick: () => personDialog(null, (made) => follow(made.id)) }, "+ Новый человек"));
    if (!link) field.focus();
  });
}

/** A new person, or new names of a known one. */
function personDialog(person, then) {
  openDialog(person ? fullName(person) : "Новый человек", (body, close) => {
    const first = el("input", { value: person?.first_name || "", autocomplete: "off" });
    const last = el("input", { value: person?.last_name || "", autocomplete: "off" });
    const role = el("input", { value: person?.role || "", placeholder: "подпись на этой странице", autocomplete: "off" });
    const refusal = el("p", { class: "refusal" });
    const save = async () => {
      try {
        const made = await ask("POST", "/control/people", { id: person?.id, first_name: first.value.trim(), last_name: last.value.trim(), role: role.value.trim() });
        host.changed(made);
        host.chats.get(made.id)?.renderHead();
        if (then) return then(made);
        close();
        if (!person) openChat(made.id);
      } catch {
        refusal.textContent = "У человека есть имя.";
      }
      return null;
    };
    body.append(el("label", { class: "row" }, "Имя", first), el("label", { class: "row" }, "Фамилия", last), el("label", { class: "row" }, "Роль", role), refusal,
      el("div", { class: "acts" }, el("button", { class: "primary", type: "button", onclick: save }, person ? "Сохранить" : "Добавить")));
    first.focus();
  });
}

function listen() {
  const stream = new EventSource("/events");
  let broken = false;
  const on = (kind, take) => stream.addEventListener(kind, (event) => take(JSON.parse(event.data)));
  stream.onerror = () => { broken = true; $("lost").hidden = false; };
  stream.onopen = () => { $("lost").hidden = true; if (broken) start(); broken = false; };
  on("message", ({ bot, chat, message }) => {
    const person = host.people.get(chat);
    if (!person || bot !== host.bot.id) return;
    person.last = message;
    person.unread = message.from.id === chat ? 0 : person.unread + 1;
    host.chats.get(chat)?.take(message);
    renderPeople();
  });
  on("edited", ({ bot, chat, message }) => {
    const person = host.people.get(chat);
    if (!person || bot !== host.bot.id) return;
    if (person.last?.message_id === message.message_id) person.last = message;
    host.chats.get(chat)?.change(message);
    renderPeople();
  });
  on("deleted", ({ bot, chat, message_id: number }) => { if (bot === host.bot.id) host.chats.get(chat)?.drop(number); });
  on("answer", (answer) => { if (answer.bot === host.bot.id) host.chats.get(answer.chat)?.answered(answer); });
  on("action", ({ bot, chat }) => { if (bot === host.bot.id) host.chats.get(chat)?.typing(); });
  on("person", (person) => { if (person.bot === host.bot.id) host.changed(person); });
  on("chat", ({ bot, chat }) => { if (bot === host.bot.id) host.chats.get(chat)?.load(); });
  on("commands", () => { for (const chat of host.chats.values()) chat.load(); });
  on("clock", (clock) => { setClock(clock); renderClock(); });
  on("faults", ({ faults }) => { host.faults = faults; faultsChanged(host); });
  on("settings", (settings) => { host.settings = settings; });
  on("call", called);
  on("reload", start);
}

function theme() {
  const next = { "": "dark", dark: "light", light: "" }[document.documentElement.dataset.theme || ""];
  document.documentElement.dataset.theme = next;
  localStorage.setItem(themeKey, next);
  $("tool-theme").title = { "": "Тема: как в системе", dark: "Тема: тёмная", light: "Тема: светлая" }[next];
}

document.documentElement.dataset.theme = localStorage.getItem(themeKey) || "";
$("jumps").replaceChildren(...jumps.filter((jump) => !jump.small).map((jump) => el("button", { type: "button", onclick: () => move(jump.moment()) }, jump.name)));
$("clock").addEventListener("click", () => clockDialog(move));
$("tool-faults").addEventListener("click", () => toggle("faults", host));
$("tool-journal").addEventListener("click", () => toggle("journal", host));
$("tool-world").addEventListener("click", worldDialog);
$("tool-theme").addEventListener("click", theme);
$("new-person").addEventListener("click", () => personDialog(null));
document.addEventListener("visibilitychange", () => { for (const chat of host.chats.values()) chat.markRead(); });
document.addEventListener("pointerdown", ({ target }) => {
  for (const list of document.querySelectorAll(".commands:not([hidden])")) if (!list.parentNode.contains(target)) list.hidden = true;
});
narrow.addEventListener("change", renderPeople);
setInterval(renderClock, 1000);
await start();
listen();
