"""What a person sees next after coming in: founding, classes, own classes, or the menu of the role."""

from dataclasses import dataclass

from aiogram import Bot

from bot.domain.people import Actor, OrganisationKind, Role
from bot.texts import Html
from bot.ui.commands import set_commands
from bot.ui.screen import Screen
from bot.ui.screens.applications import choose_school
from bot.ui.screens.classes import ask_classes, own_classes
from bot.ui.screens.menu import menu
from bot.ui.screens.start import founding, name_question, roleless
from bot.usecases import applications, classes, dialogues
from bot.usecases import founding as trees
from bot.usecases.actors import Sender
from bot.usecases.context import Context
from bot.usecases.dialogues import Talk


@dataclass(frozen=True, slots=True)
class Doorstep:
    """Handed to handlers of the way in: everything that the next step may need."""

    bot: Bot
    context: Context
    sender: Sender

    async def next_screen(self, actor: Actor, common: int | None = None) -> Screen:
        """Begins the dialogue of the next step, if it has one, and gives its screen.

        `common` is the common link by which the person came: a role is applied for after the name.
        """
        if actor.name is None:
            await dialogues.begin(self.context, self.sender, Talk.JOIN, "name", common=common)
            return name_question(actor)
        if common is not None:
            choices = await applications.choices(self.context, actor, common)
            await dialogues.begin(self.context, self.sender, Talk.APPLY, "school", invite=common)
            return choose_school(choices, 0)
        await dialogues.end(self.context, self.sender)
        await set_commands(self.bot, self.sender.chat_id, actor)
        offer = await trees.offer(self.context, self.sender, actor)
        if offer is not None:
            return founding(offer)
        if not actor.memberships:
            return roleless()
        return await self._first_duty(actor)

    async def _first_duty(self, actor: Actor) -> Screen:
        """Of the role that came last: a coordinator names the classes, a teacher taps the own ones."""
        last = actor.memberships[-1]
        if last.kind is not OrganisationKind.SCHOOL or last.role is Role.ADMIN:
            return menu(actor)
        board = await classes.board(self.context, actor, last.organisation_id)
        if last.role is Role.COORDINATOR and not board.classes:
            await dialogues.begin(self.context, self.sender, Talk.CLASSES, "line", organisation=last.organisation_id)
            return greeting(actor, ask_classes(last.organisation_id, True, self.context.course.weekday))
        if last.role is Role.NAVIGATOR and board.classes:
            return greeting(actor, own_classes(board))
        return menu(actor)


def greeting(actor: Actor, screen: Screen) -> Screen:
    """The first question below the greeting of the menu."""
    return Screen(Html(f"{menu(actor).text}\n\n{screen.text}"), screen.rows)
