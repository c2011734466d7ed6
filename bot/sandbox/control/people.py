"""People and what they do: `/control/people…`."""

from aiohttp import BodyPartReader, web

from bot.sandbox import acts
from bot.sandbox.accounts import Account
from bot.sandbox.acts import Place
from bot.sandbox.control.orders import body_of, number_of, optional_number, path_number, query_number, text_of
from bot.sandbox.control.views import chat_view, person_view
from bot.sandbox.errors import ControlError
from bot.sandbox.realm import Realm
from bot.sandbox.wire import Json, reply
from bot.sandbox.world import Person

NAMES = ("first_name", "last_name", "username", "language_code", "role")


class PeopleControl:
    def __init__(self, realm: Realm) -> None:
        self.realm = realm

    def routes(self) -> list[web.RouteDef]:
        base = "/control/people"
        return [
            web.post(base, self.create),
            web.get(f"{base}/{{id}}/chat", self.chat),
            web.post(f"{base}/{{id}}/text", self.text),
            web.post(f"{base}/{{id}}/link", self.link),
            web.post(f"{base}/{{id}}/file", self.file),
            web.post(f"{base}/{{id}}/press", self.press),
            web.post(f"{base}/{{id}}/tap", self.tap),
            web.post(f"{base}/{{id}}/forward", self.forward),
            web.post(f"{base}/{{id}}/edit", self.edit),
            web.post(f"{base}/{{id}}/read", self.read),
            web.post(f"{base}/{{id}}/state", self.state),
        ]

    async def create(self, request: web.Request) -> web.Response:
        """A new person, or new names of a known one."""
        order = await body_of(request)
        world = self.realm.world
        person_id = optional_number(order, "id") or max([1000, *world.people]) + 1
        if person_id <= 0 or person_id in world.bots:
            raise ControlError("bad_order", "this number cannot belong to a person")
        person = world.people.get(person_id) or Person(person_id, text_of(order, "first_name"))
        for name in NAMES:
            if name in order:
                setattr(person, name, text_of(order, name))
        if not person.first_name.strip():
            raise ControlError("bad_order", "a person has a first name")
        world.people[person_id] = person
        return self._shown(self._place(request, person_id))

    async def chat(self, request: web.Request) -> web.Response:
        """What the person sees; `?since=` leaves out messages up to that number."""
        return reply(chat_view(self._at(request), query_number(request, "since")))

    async def text(self, request: web.Request) -> web.Response:
        order = await body_of(request)
        place = self._at(request, order)
        return reply({"message_id": acts.say(place, text_of(order, "text"), optional_number(order, "reply_to")).id})

    async def link(self, request: web.Request) -> web.Response:
        order = await body_of(request)
        return reply({"message_id": acts.open_link(self._at(request), text_of(order, "payload", "")).id})

    async def file(self, request: web.Request) -> web.Response:
        """A multipart body with the part `file`, and `caption`, `photo` in the query."""
        name, content = await self._upload(request)
        caption = request.query.get("caption", "")
        as_photo = request.query.get("photo") == "true"
        message = acts.send_file(self._at(request), name, content, caption, as_photo=as_photo)
        return reply({"message_id": message.id})

    async def _upload(self, request: web.Request) -> tuple[str, bytes]:
        if request.content_type != "multipart/form-data":
            raise ControlError("bad_order", "the file comes as multipart/form-data")
        reader = await request.multipart()
        while (part := await reader.next()) is not None:
            if isinstance(part, BodyPartReader) and part.name == "file":
                return part.filename or "file", bytes(await part.read())
        raise ControlError("bad_order", "no part «file»")

    async def press(self, request: web.Request) -> web.Response:
        order = await body_of(request)
        place = self._at(request, order)
        message_id, index = optional_number(order, "message_id"), optional_number(order, "index")
        return reply(acts.press(place, text_of(order, "button"), message_id, index))

    async def tap(self, request: web.Request) -> web.Response:
        """A callback with data that no button need have; the message may be another person's or none at all."""
        order = await body_of(request)
        place = self._at(request)
        number = number_of(order, "message_id")
        message = place.chat.messages.get(number)
        if message is None and "of" in order:
            message = self._place(request, number_of(order, "of")).chat.messages.get(number)
        query = acts.tap(place, message, number, text_of(order, "data"))
        return reply({"query": query.id})

    async def forward(self, request: web.Request) -> web.Response:
        """A message of the own chat, or of the chat of the person `of`, sent on to the bot."""
        order = await body_of(request)
        source = self._place(request, number_of(order, "of", path_number(request, "id"))).chat
        number = number_of(order, "message_id")
        if number not in source.messages:
            raise ControlError("no_such_message", f"no message with the number {number}")
        return reply({"message_id": acts.forward(self._at(request), source.messages[number]).id})

    async def edit(self, request: web.Request) -> web.Response:
        order = await body_of(request)
        message = acts.change_text(self._at(request, order), number_of(order, "message_id"), text_of(order, "text"))
        return reply({"message_id": message.id})

    async def read(self, request: web.Request) -> web.Response:
        """The person has seen everything in the chat."""
        place = self._at(request)
        place.chat.read = place.chat.next_id - 1
        return self._shown(place)

    async def state(self, request: web.Request) -> web.Response:
        """`blocked`, `deactivated`, `started`, each true or false."""
        order = await body_of(request)
        place = self._at(request)
        for name, value in order.items():
            if name not in {"blocked", "deactivated", "started"} or not isinstance(value, bool):
                raise ControlError("bad_order", f"«{name}» cannot be set to {value!r}")
        if "blocked" in order:
            (acts.block if order["blocked"] else acts.unblock)(place)
        place.person.deactivated = order.get("deactivated", place.person.deactivated)
        place.chat.started = order.get("started", place.chat.started)
        return self._shown(place)

    def _shown(self, place: Place) -> web.Response:
        view = person_view(place)
        self.realm.stream.publish("person", view)
        return reply(view)

    def _bot(self, request: web.Request) -> Account:
        bots = self.realm.world.bots
        number = query_number(request, "bot") or next(iter(bots))
        if number not in bots:
            raise ControlError("no_such_bot", f"no bot has the number {number}")
        return bots[number]

    def _place(self, request: web.Request, person_id: int) -> Place:
        bot = self._bot(request)
        person = self.realm.world.person(person_id)
        return Place(self.realm, bot, person, self.realm.world.chat_of(bot, person_id))

    def _at(self, request: web.Request, order: Json | None = None) -> Place:
        """The person of the path in the private chat, or in the group that the order names as `chat`."""
        place = self._place(request, path_number(request, "id"))
        group = optional_number(order or {}, "chat")
        if group is None:
            return place
        return Place(self.realm, place.bot, place.person, self.realm.world.group(group))
