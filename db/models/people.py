"""Organisations, people, their identities in messengers, roles and invites."""

from typing import Any

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.people import OrganisationKind, Role
from db.models.base import Base, Cause, Key, Moment, Text16, Text64, Text300, reference
from db.types import enum_text


class Organisation(Base):
    """Region → municipality → school, and other institutions."""

    __tablename__ = "organisations"

    id: Mapped[Key]
    parent_id: Mapped[int | None] = reference("organisations.id")
    kind: Mapped[OrganisationKind] = mapped_column(enum_text(OrganisationKind))
    name: Mapped[Text300]
    short_name: Mapped[Text64]
    zone: Mapped[Text64]
    level: Mapped[int | None]
    tags: Mapped[list[Any]] = mapped_column(default=list)
    phone: Mapped[Text64 | None]
    classes_year: Mapped[int | None]
    """The school year for which the list of classes was confirmed; empty: that of its first class."""
    lesson_time: Mapped[Text16 | None]
    """The usual local time «HH:MM» of the Thursday lesson in this school."""
    joined_at: Mapped[Moment | None]
    """When the first person of this organisation joined: marks «до подключения» lie before it."""
    closed_at: Mapped[Moment | None]
    created_at: Mapped[Moment]


class Person(Base):
    """A person has a name only after the own consent; one outside the bot has a designation instead."""

    __tablename__ = "people"

    id: Mapped[Key]
    name: Mapped[Text300 | None]
    designation: Mapped[Text300 | None]
    consent_version: Mapped[int | None]
    consent_at: Mapped[Moment | None]
    zone: Mapped[Text64 | None]
    settings: Mapped[dict[str, Any]] = mapped_column(default=dict)
    last_tap_at: Mapped[Moment | None]
    created_at: Mapped[Moment]
    erased_at: Mapped[Moment | None]


class Identity(Base):
    """Who somebody is in a messenger: one per person and platform."""

    __tablename__ = "identities"
    __table_args__ = (UniqueConstraint("platform", "external_id"), UniqueConstraint("person_id", "platform"))

    id: Mapped[Key]
    person_id: Mapped[int] = reference("people.id", index=False)
    platform: Mapped[Text16]
    external_id: Mapped[Text64]
    chat_id: Mapped[Text64]
    reachable_since: Mapped[Moment | None]
    unreachable_since: Mapped[Moment | None]
    unreachable_reason: Mapped[Text64 | None]


class Membership(Base):
    """Person × organisation × role, from … until; `until_at` empty means in force."""

    __tablename__ = "memberships"

    id: Mapped[Key]
    person_id: Mapped[int] = reference("people.id")
    organisation_id: Mapped[int] = reference("organisations.id")
    role: Mapped[Role] = mapped_column(enum_text(Role))
    from_at: Mapped[Moment]
    until_at: Mapped[Moment | None]
    invited_by: Mapped[int | None] = reference("people.id", index=False)
    posts: Mapped[list[Any]] = mapped_column(default=list, server_default="[]")
    """What the person is in this organisation: values of `bot.domain.posts.Post`."""


class Invite(Base):
    """A way in. Only the SHA-256 of the 128 random bits is stored; role and organisation are fixed.

    `organisation_id` is empty only for the first administrator, who then says whom the bot serves.
    """

    __tablename__ = "invites"

    id: Mapped[Key]
    token_hash: Mapped[Text64] = mapped_column(unique=True)
    role: Mapped[Role] = mapped_column(enum_text(Role))
    organisation_id: Mapped[int | None] = reference("organisations.id")
    person_id: Mapped[int | None] = reference("people.id", index=False)
    created_by: Mapped[int | None] = reference("people.id", index=False)
    created_at: Mapped[Moment]
    expires_at: Mapped[Moment]
    uses_left: Mapped[int]
    common: Mapped[bool] = mapped_column(default=False)
    """The common link of an authority: gives no role; whoever comes by it applies for one and waits."""


class Application(Base):
    """Somebody who came by a common link asks for a role; an administrator or the coordinator decides."""

    __tablename__ = "applications"

    id: Mapped[Key]
    person_id: Mapped[int] = reference("people.id")
    organisation_id: Mapped[int] = reference("organisations.id")
    role: Mapped[Role] = mapped_column(enum_text(Role))
    invite_id: Mapped[int] = reference("invites.id", index=False)
    asked_at: Mapped[Moment]
    decided_at: Mapped[Moment | None]
    decided_by: Mapped[int | None] = reference("people.id", index=False)
    granted: Mapped[bool | None]
    cause: Mapped[Cause]


class Succession(Base):
    """A coordinator hands the role over to somebody of the organisation; an administrator decides."""

    __tablename__ = "successions"

    id: Mapped[Key]
    organisation_id: Mapped[int] = reference("organisations.id")
    from_id: Mapped[int] = reference("people.id")
    to_id: Mapped[int] = reference("people.id")
    asked_at: Mapped[Moment]
    decided_at: Mapped[Moment | None]
    decided_by: Mapped[int | None] = reference("people.id", index=False)
    granted: Mapped[bool | None]
    cause: Mapped[Cause]
