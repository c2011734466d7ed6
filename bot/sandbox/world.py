"""People, chats and messages: the state that the Bot API and the page look at."""

from dataclasses import dataclass, field

from bot.sandbox.accounts import Account, bot_id_of
from bot.sandbox.errors import ApiError, ControlError
from bot.sandbox.events import Stream
from bot.sandbox.files import FileStore
from bot.sandbox.wire import Json

FIRST_GROUP = -1_000_000_000_000
"""Groups and supergroups have numbers below this, people have positive ones."""


@dataclass(slots=True)
class Person:
    id: int
    first_name: str
    last_name: str = ""
    username: str = ""
    language_code: str = "ru"
    role: str = ""
    """A caption for the page; Telegram knows no roles."""
    deactivated: bool = False

    def user(self) -> Json:
        names = {"last_name": self.last_name, "username": self.username, "language_code": self.language_code}
        return {"id": self.id, "is_bot": False, "first_name": self.first_name} | {k: v for k, v in names.items() if v}


@dataclass(slots=True)
class Message:
    id: int
    sender: int
    date: int
    content: Json
    """Text with entities, or a document or photo with its caption, in the words of the Bot API."""
    markup: Json | None = None
    """Inline keyboard."""
    edited: int | None = None
    reply_to: int | None = None
    extra: Json = field(default_factory=dict)
    """Where it was forwarded from, whether it is protected."""


@dataclass(slots=True)
class Chat:
    id: int
    kind: str = "private"
    title: str = ""
    bot: int = 0
    """The bot of a private chat; 0 for a group."""
    started: bool = False
    blocked: bool = False
    members: list[int] = field(default_factory=list)
    bot_state: str = "member"
    """In a group: member, left or kicked."""
    gone: bool = False
    migrated_to: int = 0
    next_id: int = 1
    read: int = 0
    """The last message that the person has seen."""
    keyboard: Json | None = None
    """Reply keyboard that lies under the input field."""
    messages: dict[int, Message] = field(default_factory=dict)
    answers: list[Json] = field(default_factory=list)
    """Toasts and alerts that the person got, oldest first."""


class World:
    """The only owner of state; every change that a page should see is told to `stream`."""

    def __init__(self, stream: Stream) -> None:
        self.people: dict[int, Person] = {}
        self.bots: dict[int, Account] = {}
        self.chats: dict[tuple[int, int], Chat] = {}
        self.files = FileStore()
        self.stream = stream
        self.next_query = 1

    def register(self, token: str, username: str = "", first_name: str = "") -> Account:
        """The bot of a token, new ones on the fly. Raises 401 for a bad form or another token of a known bot."""
        bot_id = bot_id_of(token)
        account = self.bots.get(bot_id)
        if account is None:
            account = Account(bot_id, token, username or f"sandbox_{bot_id}_bot", first_name or f"Bot {bot_id}")
            self.bots[bot_id] = account
            self.stream.publish("bot", account.user())
        if account.token != token:
            raise ApiError(401, "Unauthorized")
        return account

    def person(self, person_id: int) -> Person:
        if person_id not in self.people:
            raise ControlError("no_such_person", f"nobody has the number {person_id}")
        return self.people[person_id]

    def chat_of(self, bot: Account, person_id: int) -> Chat:
        """The private chat of a person with a bot; made when first asked for."""
        key = (bot.id, person_id)
        if key not in self.chats:
            self.chats[key] = Chat(person_id, bot=bot.id)
        return self.chats[key]

    def group(self, chat_id: int) -> Chat:
        if (0, chat_id) not in self.chats:
            raise ControlError("no_such_group", f"no group has the number {chat_id}")
        return self.chats[0, chat_id]

    def user(self, user_id: int) -> Json:
        found = self.people.get(user_id) or self.bots.get(user_id)
        return found.user() if found else {"id": user_id, "is_bot": False, "first_name": ""}

    def chat_wire(self, chat: Chat) -> Json:
        if chat.kind != "private":
            return {"id": chat.id, "type": chat.kind, "title": chat.title}
        user = self.user(chat.id)
        names: Json = {key: user[key] for key in ("first_name", "last_name", "username") if key in user}
        return {"id": chat.id, "type": "private", **names}

    def wire(self, chat: Chat, message: Message, *, with_reply: bool = True) -> Json:
        """A message as the Bot API shows it."""
        body: Json = {
            "message_id": message.id,
            "from": self.user(message.sender),
            "chat": self.chat_wire(chat),
            "date": message.date,
        }
        if message.edited is not None:
            body["edit_date"] = message.edited
        body |= message.extra
        original = chat.messages.get(message.reply_to) if message.reply_to is not None else None
        if original is not None and with_reply:
            body["reply_to_message"] = self.wire(chat, original, with_reply=False)
        body |= message.content
        if message.markup is not None:
            body["reply_markup"] = message.markup
        return body

    def post(self, chat: Chat, sender: int, date: int, content: Json, **more: object) -> Message:
        """A new message at the end of a chat; `more` are further fields of `Message`."""
        message = Message(chat.next_id, sender, date, content)
        for name, value in more.items():
            setattr(message, name, value)
        chat.messages[message.id] = message
        chat.next_id += 1
        self.tell("message", chat, message)
        return message

    def delete(self, chat: Chat, message: Message) -> None:
        del chat.messages[message.id]
        self.stream.publish("deleted", {"bot": chat.bot, "chat": chat.id, "message_id": message.id})

    def tell(self, kind: str, chat: Chat, message: Message) -> None:
        """Show a new or changed message to those who watch."""
        if self.stream.active:
            facts = {"bot": chat.bot, "chat": chat.id, "message": self.wire(chat, message)}
            self.stream.publish(kind, facts)
