"""The menu for a role: what /start and /help answer to somebody the bot knows."""

from bot.domain.people import Actor, Role
from bot.texts import Html, html, lines, say
from bot.ui.callbacks.menu import MenuTap
from bot.ui.prose import clip
from bot.ui.screen import Button, Row, Screen

ENTRIES: dict[Role, tuple[tuple[str, ...], ...]] = {
    Role.ADMIN: (("measures",), ("import", "status"), ("people", "export"), ("lessons", "settings")),
    Role.COORDINATOR: (("measures",), ("lessons", "status"), ("people", "export"), ("settings",)),
    Role.NAVIGATOR: (("measures",), ("lessons",), ("settings",)),
}
ROLES_SHOWN, NAME_WIDTH, PLACE_WIDTH = 8, 120, 200
ORDER = (Role.ADMIN, Role.COORDINATOR, Role.NAVIGATOR)


def menu(actor: Actor) -> Screen:
    """Greets by name, says the roles, and offers what the strongest role can do."""
    return Screen(lines(html("menu-greeting", name=clip(actor.name, NAME_WIDTH)), *_roles(actor)), _rows(actor))


def guide(actor: Actor) -> Screen:
    """What /help answers: what the strongest role can do, with the words to type."""
    strongest = next((role.value for role in ORDER if role in actor.roles()), "nobody")
    return Screen(lines(html(f"help-{strongest}"), html("help-everybody")), _rows(actor))


def unknown(actor: Actor, *more: Row) -> Screen:
    """`more` are rows above the menu: what else the words could have meant."""
    return Screen(html("unknown-text"), (*more, *_rows(actor)))


def cancelled(actor: Actor | None, ended: bool) -> Screen:
    """What was begun is over; somebody the bot does not know has no menu to go to."""
    text = html("cancelled" if ended else "nothing-to-cancel")
    known = actor is not None and actor.consented
    return Screen(text, ((Button(say("button-menu"), MenuTap(to="menu")),),) if known else ())


def _roles(actor: Actor) -> list[Html]:
    """The first of them: somebody may look after dozens of schools."""
    shown = actor.memberships[:ROLES_SHOWN]
    told = [
        html("menu-role", role=say(f"role-{m.role}"), organisation=clip(m.organisation_name, PLACE_WIDTH))
        for m in shown
    ]
    more = len(actor.memberships) - len(shown)
    return [*told, html("menu-roles-more", count=more)] if more else told


def _rows(actor: Actor) -> tuple[Row, ...]:
    strongest = next((role for role in ORDER if role in actor.roles()), Role.NAVIGATOR)
    return tuple(
        tuple(Button(say(f"menu-button-{name}"), MenuTap(to=name)) for name in row) for row in ENTRIES[strongest]
    )
