"""How the control API shows people, chats and the whole world."""

from bot.sandbox.acts import Place
from bot.sandbox.methods.profile import commands_for
from bot.sandbox.realm import Realm
from bot.sandbox.wire import Json
from bot.sandbox.world import Chat


def person_view(place: Place) -> Json:
    person, chat = place.person, place.chat
    return {
        "id": person.id,
        "first_name": person.first_name,
        "last_name": person.last_name,
        "username": person.username,
        "role": person.role,
        "deactivated": person.deactivated,
        "bot": place.bot.id,
        "started": chat.started,
        "blocked": chat.blocked,
        "unread": unread(chat),
        "last": next((place.wire(message) for message in reversed(chat.messages.values())), None),
    }


def unread(chat: Chat) -> int:
    """Messages of the bot that the person has not seen."""
    return sum(1 for message in chat.messages.values() if message.id > chat.read and message.sender != chat.id)


def chat_view(place: Place, since: int = 0) -> Json:
    """What a person sees in the private chat; `answers` are toasts and alerts, oldest first."""
    chat = place.chat
    commands = commands_for(place.bot.commands, chat.id, place.person.id, place.person.language_code)
    return {
        "person": person_view(place),
        "messages": [place.wire(message) for message in chat.messages.values() if message.id > since],
        "answers": chat.answers,
        "keyboard": chat.keyboard,
        "commands": commands,
    }


def world_view(realm: Realm) -> Json:
    """The first bot with its people, for the page and for programs that begin."""
    world = realm.world
    bot = next(iter(world.bots.values()))
    people = [person_view(Place(realm, bot, one, world.chat_of(bot, one.id))) for one in world.people.values()]
    return {
        "bot": bot.user(),
        "bots": [account.user() for account in world.bots.values()],
        "people": people,
        "groups": [world.chat_wire(chat) for chat in world.chats.values() if chat.kind != "private"],
        "tips": realm.tips,
        "clock": realm.clock.wire(),
        "settings": realm.settings.wire(),
        "faults": [fault.wire() for fault in realm.faults.scripted],
    }
