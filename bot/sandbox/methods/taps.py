"""answerCallbackQuery."""

from bot.sandbox.errors import ApiError
from bot.sandbox.realm import Call
from bot.sandbox.wire import Json

MAX_ANSWER = 200
TOO_OLD = "Query is too old and response timeout expired or query ID is invalid"


def answer_callback_query(call: Call) -> bool:
    text = call.params.text("text")
    if len(text) > MAX_ANSWER:
        raise ApiError(400, "MESSAGE_TOO_LONG")
    query = call.bot.queries.get(call.params.text("callback_query_id"))
    late = query is not None and call.realm.now() - query.at > call.realm.settings.callback_seconds
    if query is None or query.answered or late:
        raise ApiError(400, TOO_OLD)
    query.answered = True
    chat = call.world.chats.get((call.bot.id, query.chat)) or call.world.group(query.chat)
    answer: Json = {
        "query": query.id,
        "person": query.person,
        "text": text,
        "alert": call.params.flag("show_alert"),
        "url": call.params.text("url"),
    }
    chat.answers.append(answer)
    call.world.stream.publish("answer", {"bot": chat.bot, "chat": chat.id, **answer})
    return True
