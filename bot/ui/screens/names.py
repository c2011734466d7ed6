"""What a person is called on a screen: a name where the viewer may read it, else designation or role."""

from bot.domain.people import Role
from bot.texts import say
from bot.ui.screen import fit
from bot.usecases.names import Who

NAME_WIDTH = 60


def called(who: Who | None) -> str:
    """«вы», «Анна П.», «классный руководитель 6А», «педагог»; nobody means the bot itself."""
    if who is None:
        return say("who-nobody")
    if who.is_viewer:
        return say("who-you")
    return named(who)


def named(who: Who) -> str:
    """The same without «вы»: for lists to choose from."""
    return fit(who.name or who.designation or _role(who.role), NAME_WIDTH)


def _role(role: Role | None) -> str:
    return say(f"role-name-{role}" if role else "role-name-none")
