// One column: the phone of one person.

import { ask, avatar, el, fullName, iconButton, openDialog } from "./dom.js";
import { words } from "./emoji.js";
import { messageNode } from "./message.js";
import { dayOf, now, parts } from "./time.js";

const TOAST_SECONDS = 4;

export class Chat {
  /** `host` knows the world: bot, people, openLink(link, person), close(id), changed(person). */
  constructor(personId, host) {
    this.id = personId;
    this.host = host;
    this.messages = new Map();
    this.commands = [];
    this.keyboard = null;
    this.path = `/control/people/${personId}`;
    this.build();
  }

  get person() { return this.host.people.get(this.id); }

  build() {
    this.status = el("small");
    this.head = el("div");
    this.feed = el("div", { class: "feed", role: "log", "aria-live": "polite" });
    this.foot = el("div", { class: "foot" });
    this.face = el("span");
    const header = el("header", {},
      iconButton("back", "К списку людей", () => this.host.toList(), "back"), this.face, this.head,
      iconButton("more", "Ещё", () => this.toggleMenu()), iconButton("close", "Закрыть чат", () => this.host.close(this.id), "closer"));
    this.node = el("section", { class: "chat", "aria-label": "Чат", "data-person": this.id }, header, this.feed, this.foot);
    this.acceptDrops();
    this.pinned = true;
    this.feed.addEventListener("scroll", () => this.scrolled());
    new ResizeObserver(() => { if (this.pinned) this.toEnd(); }).observe(this.feed);
  }

  async load() {
    const view = await ask("GET", `${this.path}/chat`);
    this.host.people.set(this.id, view.person);
    this.messages = new Map(view.messages.map((message) => [message.message_id, message]));
    this.commands = view.commands;
    this.keyboard = view.keyboard;
    this.renderHead();
    this.renderFoot();
    this.renderFeed();
    this.markRead();
  }

  renderHead() {
    const person = this.person;
    this.node.setAttribute("aria-label", `Чат: ${fullName(person)}`);
    this.face.replaceWith(this.face = avatar(person));
    this.head.replaceChildren(el("b", {}, fullName(person)), this.status);
    this.showStatus();
  }

  showStatus() {
    const { deactivated, blocked, role } = this.person;
    this.status.className = "";
    this.status.textContent = deactivated ? "аккаунт удалён" : blocked ? "бот заблокирован" : role || `номер ${this.id}`;
  }

  /** Messages with a line before each new day. */
  renderFeed() {
    this.feed.replaceChildren();
    this.lastDay = "";
    for (const message of this.messages.values()) this.append(message);
    if (!this.messages.size) this.feed.append(this.greeting());
    this.toEnd();
  }

  greeting() {
    const bot = this.host.bot;
    return el("p", { class: "empty" }, `Здесь пока пусто. Нажмите «Начать» внизу, и ${bot.first_name} ответит, или откройте пригласительную ссылку в меню чата.`);
  }

  append(message) {
    this.feed.querySelector(".empty")?.remove();
    const moment = new Date(message.date * 1000);
    const year = parts(moment).year;
    const day = dayOf(moment) + (year === parts(now()).year ? "" : ` ${year}`);
    if (day !== this.lastDay) this.feed.append(el("span", { class: "day" }, day));
    this.lastDay = day;
    this.feed.append(this.nodeOf(message));
  }

  nodeOf(message) { return messageNode(message, this.id, (what) => this.act(what)); }

  toEnd() { this.feed.scrollTop = this.feed.scrollHeight; }

  /** Only a person who scrolls up leaves the end; a new layout does not. */
  scrolled() {
    const { scrollTop } = this.feed;
    if (this.atEnd()) this.pinned = true;
    else if (scrollTop < this.lastTop) this.pinned = false;
    this.lastTop = scrollTop;
  }

  atEnd() { return this.feed.scrollHeight - this.feed.scrollTop - this.feed.clientHeight < 160; }

  take(message) {
    const follow = this.pinned || message.from.id === this.id;
    this.messages.set(message.message_id, message);
    this.showStatus();
    this.append(message);
    if (follow) this.toEnd();
    this.markRead();
    if (!this.person.started) this.load();
  }

  change(message) {
    const follow = this.pinned;
    this.messages.set(message.message_id, message);
    const old = this.feed.querySelector(`[data-id="${Number(message.message_id)}"]`);
    if (!old) return;
    const fresh = this.nodeOf(message);
    fresh.firstChild.classList.add("flash");
    old.replaceWith(fresh);
    if (follow) this.toEnd();
  }

  drop(number) {
    this.messages.delete(number);
    this.feed.querySelector(`[data-id="${Number(number)}"]`)?.remove();
  }

  typing() {
    this.status.className = "typing";
    this.status.textContent = "бот печатает…";
    clearTimeout(this.typingEnds);
    this.typingEnds = setTimeout(() => this.showStatus(), 5000);
  }

  /** Everything is read while the column is in sight. */
  async markRead() {
    if (!this.person.unread || document.hidden || !this.node.checkVisibility()) return;
    this.person.unread = 0;
    this.host.changed(this.person);
    await ask("POST", `${this.path}/read`).catch(() => null);
  }

  async act({ command, link, button, message, index, node }) {
    if (command) return this.say(command);
    if (link) return this.host.openLink(link, this.person);
    node.classList.add("waiting");
    setTimeout(() => node.classList.remove("waiting"), 15_000);
    const done = await this.attempt(ask("POST", `${this.path}/press`, { button, message_id: message, index }));
    if (!done || done.url) node.classList.remove("waiting");
    if (done?.url && !done.message) openDialog("Открыть ссылку?", (body) =>
      body.append(el("p", {}, done.url), el("a", { class: "primary", href: done.url, target: "_blank", rel: "noopener noreferrer" }, "Открыть")));
    return done;
  }

  /** The bot has answered a tap: the spinner goes, the words show. */
  answered({ text, alert }) {
    for (const key of this.feed.querySelectorAll(".key.waiting")) key.classList.remove("waiting");
    if (text && alert) this.alert(text);
    else if (text) this.toast(text);
  }

  toast(text) {
    this.node.querySelector(".toast")?.remove();
    const node = el("div", { class: "toast", role: "status" }, words(text));
    this.node.append(node);
    setTimeout(() => node.remove(), TOAST_SECONDS * 1000);
  }

  alert(text) {
    const close = () => node.remove();
    const node = el("div", { class: "alert", role: "alertdialog" },
      el("div", {}, el("p", {}, words(text)), el("button", { type: "button", onclick: close }, "Хорошо")));
    this.node.append(node);
    node.querySelector("button").focus();
  }

  async attempt(promise) {
    try {
      return await promise;
    } catch (error) {
      this.toast(error.message);
      return null;
    }
  }

  say(text) { return this.attempt(ask("POST", `${this.path}/text`, { text })); }

  async sendFiles(files) {
    for (const file of files) {
      const form = new FormData();
      form.append("file", file, file.name);
      const picture = ["image/png", "image/jpeg", "image/gif"].includes(file.type);
      await this.attempt(ask("POST", `${this.path}/file${picture ? "?photo=true" : ""}`, undefined, form));
    }
  }

  /** What stands under the messages: start, unblock, or the field to write in. */
  renderFoot() {
    const { started, blocked, deactivated } = this.person;
    const wide = (text, onclick) => el("div", { class: "compose" }, el("button", { class: "wide", type: "button", onclick }, text));
    if (deactivated) this.foot.replaceChildren(wide("Вернуть аккаунт", () => this.setState({ deactivated: false })));
    else if (blocked) this.foot.replaceChildren(wide("Разблокировать бота", () => this.setState({ blocked: false })));
    else if (!started) this.foot.replaceChildren(wide("Начать", () => this.attempt(ask("POST", `${this.path}/link`, {}))));
    else this.foot.replaceChildren(this.composer(), this.replyKeys());
  }

  composer() {
    const field = el("textarea", { rows: "1", placeholder: "Сообщение", "aria-label": `Сообщение от: ${fullName(this.person)}`, maxlength: "4096" });
    const picker = el("input", { type: "file", multiple: true, hidden: true, onchange: () => { this.sendFiles([...picker.files]); picker.value = ""; } });
    const list = el("div", { class: "commands", hidden: true, role: "menu" });
    const send = () => {
      const text = field.value;
      if (!text.trim()) return;
      field.value = "";
      grow();
      this.say(text);
    };
    const grow = () => {
      field.style.height = "auto";
      field.style.height = `${field.scrollHeight}px`;
      this.suggest(list, field);
    };
    field.addEventListener("input", grow);
    field.addEventListener("keydown", (event) => {
      if (event.key === "Escape") list.hidden = true;
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      send();
    });
    field.addEventListener("paste", (event) => { if (event.clipboardData.files.length) this.sendFiles([...event.clipboardData.files]); });
    const slash = el("button", { class: "icon slash", type: "button", title: "Команды бота", "aria-label": "Команды бота",
      onclick: () => { if (list.hidden) this.fillCommands(list, "", field); else list.hidden = true; } }, "/");
    return el("div", { class: "compose" }, list, slash, iconButton("clip", "Отправить файл", () => picker.click()), picker, field,
      iconButton("send", "Отправить", send, "send"));
  }

  suggest(list, field) {
    if (/^\/\w*$/.test(field.value)) this.fillCommands(list, field.value.slice(1), field);
    else list.hidden = true;
  }

  fillCommands(list, begin, field) {
    const found = this.commands.filter(({ command }) => command.startsWith(begin));
    const choose = (command) => { list.hidden = true; field.value = ""; this.say(`/${command}`); field.focus(); };
    list.replaceChildren(...found.map(({ command, description }) =>
      el("button", { type: "button", role: "menuitem", onclick: () => choose(command) }, el("b", {}, `/${command}`), el("span", {}, description))));
    if (!found.length && !begin) list.append(el("p", { class: "note" }, "Бот ещё не объявил команд для этого человека."));
    list.hidden = !list.childElementCount;
  }

  replyKeys() {
    const rows = this.keyboard?.keyboard || [];
    return el("div", { class: "replies", hidden: !rows.length }, rows.map((row) => el("div", {}, row.map((button) =>
      el("button", { class: "key", type: "button", onclick: () => this.say(button.text) }, words(button.text))))));
  }

  toggleMenu() {
    const open = this.node.querySelector(".menu");
    if (open) return open.remove();
    const { blocked, deactivated } = this.person;
    const item = (text, act, danger) => el("button", { type: "button", class: danger ? "danger" : null, onclick: () => { menu.remove(); act(); } }, text);
    const menu = el("div", { class: "menu", role: "menu" },
      item("Открыть ссылку с приглашением…", () => this.host.openLink("", this.person)),
      item("Изменить имя и роль…", () => this.host.editPerson(this.person)),
      item(blocked ? "Разблокировать бота" : "Заблокировать бота", () => this.setState({ blocked: !blocked }), !blocked),
      item(deactivated ? "Вернуть аккаунт" : "Удалить аккаунт", () => this.setState({ deactivated: !deactivated }), !deactivated));
    this.node.append(menu);
    setTimeout(() => document.addEventListener("click", () => menu.remove(), { once: true }));
    return menu;
  }

  async setState(order) {
    const person = await this.attempt(ask("POST", `${this.path}/state`, order));
    if (person) this.host.changed(person);
    this.renderHead();
    this.renderFoot();
  }

  acceptDrops() {
    const veil = el("div", { class: "drop" }, "Отпустите, чтобы отправить боту");
    let depth = 0;
    const carries = (event) => event.dataTransfer?.types.includes("Files");
    this.node.addEventListener("dragenter", (event) => { if (carries(event) && depth++ === 0) this.node.append(veil); });
    this.node.addEventListener("dragleave", (event) => { if (carries(event) && --depth === 0) veil.remove(); });
    this.node.addEventListener("dragover", (event) => { if (carries(event)) event.preventDefault(); });
    this.node.addEventListener("drop", (event) => {
      event.preventDefault();
      depth = 0;
      veil.remove();
      this.sendFiles([...event.dataTransfer.files]);
    });
  }
}
