"""Buttons of people: joining, consent, settings, absence."""

from aiogram.filters.callback_data import CallbackData

from bot.ui.callbacks.numbers import Id, Small


class ConsentTap(CallbackData, prefix="consent"):
    """Under the consent screen: agree, decline, full (the whole text) or back."""

    action: str


class JoinTap(CallbackData, prefix="join"):
    """Somebody known answers an invite to one more role: accept or leave."""

    action: str


class ZoneTap(CallbackData, prefix="zone"):
    """A time zone by its IANA name, or a page of the list when there is none. `scope`: found or me."""

    scope: str
    name: str = ""
    page: Small = 0


class PrivacyTap(CallbackData, prefix="pd"):
    """Own data. `action`: show, consent, file, erase or erase-yes."""

    action: str


class InviteTap(CallbackData, prefix="i"):
    """Make one invite into an organisation: the role and how many people may use it."""

    organisation: Id
    role: str
    uses: Small = 1


class QrTap(CallbackData, prefix="q"):
    """The invite just made as a picture: its code, which the bot does not keep. `organisation` leads back."""

    code: str
    organisation: Id


class PersonTap(CallbackData, prefix="p"):
    """A person of an organisation. `action`: card, invite, move, move-yes, remove, remove-yes, posts or
    post-<post>."""

    action: str
    person: Id
    organisation: Id


class SettingsTap(CallbackData, prefix="set"):
    """Own settings. `key`: zone, hour, quiet, quiet_from, quiet_until, announce or name; without a `value` the
    question is shown."""

    key: str
    value: str = ""


class AbsenceTap(CallbackData, prefix="ab"):
    """An absence. `action`: show, ask, stands, stand (by `other`, 0 nobody) or end. `person` 0: one's own."""

    action: str
    person: Id = 0
    other: Id = 0
    page: Small = 0


class ApplyTap(CallbackData, prefix="ap"):
    """Somebody who came by a common link. `action`: page, school, or the role applied for."""

    action: str
    organisation: Id = 0
    page: Small = 0


class ApplicationTap(CallbackData, prefix="aq"):
    """An application before who decides it. `action`: show, yes or no."""

    action: str
    application: Id
