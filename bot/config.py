"""Settings: TOML, then `SHTURMAN__SECTION__KEY` from the environment. An unknown key is an error.

`load` raises a Refusal whose sentence names the key and the way out. Token, webhook secret and
proxy (its address may hold a password) are never printed, not even by `repr`.
"""

import os
import re
import tomllib
from collections.abc import Collection
from datetime import date, time
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, available_timezones

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    SecretStr,
    ValidationError,
    ValidationInfo,
    field_validator,
)
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, SettingsError
from pydantic_settings.sources import TomlConfigSettingsSource

from bot.domain.errors import Refusal
from bot.texts import knows, say

PREFIX = "SHTURMAN__"
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def _weekday(value: object) -> object:
    if isinstance(value, str):
        if value not in WEEKDAYS:
            raise ValueError("weekday")
        return WEEKDAYS.index(value)
    return value


Weekday = Annotated[int, BeforeValidator(_weekday), Field(ge=0, le=6)]


class Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


def _is_address(value: str, schemes: Collection[str], *, port: bool = False) -> bool:
    """Whether it is `scheme://host`, with a port where one is wanted."""
    try:
        parts = urlsplit(value)
        named = parts.port is not None
    except ValueError:
        return False
    spaced = any(sign.isspace() for sign in value)
    return parts.scheme in schemes and bool(parts.hostname) and (named or not port) and not spaced


SECRET = re.compile(r"[A-Za-z0-9_-]{16,256}")
"""What `setWebhook` takes as a secret token (Bot API), and long enough not to be guessed."""


class Telegram(Section):
    token: SecretStr = SecretStr("")
    api_base: str = "https://api.telegram.org"
    proxy: SecretStr = SecretStr("")
    mode: Literal["polling", "webhook"] = "polling"
    webhook_url: str = ""
    webhook_secret: SecretStr = SecretStr("")
    webhook_listen: str = "127.0.0.1:8081"

    @field_validator("api_base")
    @classmethod
    def _an_address(cls, value: str) -> str:
        if not _is_address(value, {"http", "https"}):
            raise ValueError("api_base")
        return value

    @field_validator("webhook_listen")
    @classmethod
    def _a_port(cls, value: str) -> str:
        host, _, port = value.rpartition(":")
        if not (host and not re.search(r"\s", host) and re.fullmatch(r"\d{1,5}", port) and 0 < int(port) < 2**16):
            raise ValueError("listen")
        return value

    @field_validator("proxy")
    @classmethod
    def _a_proxy(cls, value: SecretStr) -> SecretStr:
        """With its port: there is no usual one. What aiohttp-socks speaks."""
        address = value.get_secret_value()
        if address and not _is_address(address, {"http", "socks4", "socks5"}, port=True):
            raise ValueError("proxy")
        return value

    @property
    def loopback(self) -> bool:
        """Whether the Bot API is on this machine: the sandbox, where rules for real people are relaxed."""
        return urlsplit(self.api_base).hostname in {"127.0.0.1", "localhost", "::1"}


class Database(Section):
    url: str = Field(
        default="sqlite+aiosqlite:///var/shturman.sqlite3", pattern=r"^(sqlite\+aiosqlite|postgresql\+asyncpg)://"
    )


class Access(Section):
    admins: tuple[int, ...] = ()


class Privacy(Section):
    operator: str = ""
    address: str = ""
    contact: str = ""
    term: str = ""
    policy_url: str = ""


def _month_day(value: object) -> object:
    """A month and a day of any year: 29 February is none."""
    if isinstance(value, str):
        try:
            day = date.fromisoformat(f"2023-{value}")
        except ValueError:
            raise ValueError("month_day") from None
        return day.month, day.day
    return value


MonthDay = Annotated[tuple[int, int], BeforeValidator(_month_day)]


class Calendar(Section):
    time_zone: str = "Europe/Moscow"
    working_days: tuple[Weekday, ...] = (0, 1, 2, 3, 4)
    school_year_start: MonthDay = (9, 1)
    school_year_end: MonthDay = (5, 31)

    @field_validator("working_days")
    @classmethod
    def _some(cls, value: tuple[int, ...]) -> tuple[int, ...]:
        if not value:
            raise ValueError("no_days")
        return value

    @field_validator("school_year_start")
    @classmethod
    def _in_autumn(cls, value: tuple[int, int]) -> tuple[int, int]:
        if value[0] < 7:
            raise ValueError("start")
        return value

    @field_validator("school_year_end")
    @classmethod
    def _in_spring(cls, value: tuple[int, int]) -> tuple[int, int]:
        if value[0] > 6:
            raise ValueError("end")
        return value

    @field_validator("time_zone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        if value not in available_timezones():
            raise ValueError("zone")
        return str(ZoneInfo(value))


Days = Annotated[int, Field(ge=1, le=60)]


class Reminders(Section):
    send_at: time = time(8, 0)
    weekly_on: Weekday = 0
    lead_days: tuple[Days, ...] = (1,)
    overdue_days: tuple[Days, ...] = (1,)
    quiet_from: time = time(19, 0)
    quiet_until: time = Field(default=time(8, 0), validate_default=True)
    escalate_after: int = Field(default=0, ge=0, le=30)

    @field_validator("quiet_until")
    @classmethod
    def _over_night(cls, value: time, info: ValidationInfo) -> time:
        """Silence lasts over midnight, and the digest's hour lies outside it."""
        begins, send_at = info.data.get("quiet_from"), info.data.get("send_at")
        if begins and send_at and not value <= send_at < begins:
            raise ValueError("quiet")
        return value


class Horizons(Section):
    weekday: Weekday = 3
    announce_at: time = time(8, 0)
    confirm_at: time = time(15, 0)
    lessons: int = Field(default=34, ge=1, le=68)


class Backup(Section):
    folder: str = "var/backups"
    at: time = time(3, 0)
    keep_days: int = Field(default=14, ge=1, le=366)


class Log(Section):
    level: Literal["debug", "info", "warning", "error"] = "info"
    format: Literal["text", "json"] = "text"


class Limits(Section):
    file_megabytes: int = Field(default=20, ge=1, le=20)
    bulk_per_second: int = Field(default=25, ge=1, le=1000)
    import_megabytes: int = Field(default=250, ge=64)
    import_seconds: int = Field(default=60, ge=1)


class ClockSettings(Section):
    follow: str = ""


class Settings(BaseSettings):
    """All sections with their defaults; `config.example.toml` says what each key means."""

    model_config = SettingsConfigDict(
        extra="forbid",
        frozen=True,
        env_prefix=PREFIX,
        env_nested_delimiter="__",
        nested_model_default_partial_update=True,
    )

    telegram: Telegram = Telegram()
    database: Database = Database()
    access: Access = Access()
    privacy: Privacy = Privacy()
    calendar: Calendar = Calendar()
    reminders: Reminders = Reminders()
    horizons: Horizons = Horizons()
    backup: Backup = Backup()
    log: Log = Log()
    limits: Limits = Limits()
    clock: ClockSettings = ClockSettings()


def load(path: Path) -> Settings:
    """Read the file and the environment (a missing file is an empty one when the environment says enough)."""
    named = [name for name in os.environ if name.upper().startswith(PREFIX)]
    for name in named:
        _known(name)
    if not path.exists() and not named:
        raise Refusal("config-missing", file=str(path))

    class FromFile(Settings):
        @classmethod
        def settings_customise_sources(
            cls,
            settings_cls: type[BaseSettings],
            init_settings: PydanticBaseSettingsSource,
            env_settings: PydanticBaseSettingsSource,
            dotenv_settings: PydanticBaseSettingsSource,
            file_secret_settings: PydanticBaseSettingsSource,
        ) -> tuple[PydanticBaseSettingsSource, ...]:
            return env_settings, TomlConfigSettingsSource(settings_cls, path)

    try:
        settings = FromFile()
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Refusal("config-not-toml", file=str(path), words=str(error)) from error
    except SettingsError as error:
        raise Refusal("config-unreadable-variable", names=_of_section(named, str(error))) from error
    except ValidationError as error:
        raise _refusal(path, error) from error
    _check(settings)
    return settings


def _of_section(named: list[str], words: str) -> str:
    """The variables of the section that the library's words quote: one of them cannot be read."""
    section = next(iter(re.findall(r'"(\w+)"', words)), "").upper()
    return ", ".join(name for name in named if name.upper().startswith(f"{PREFIX}{section}__"))


def _known(name: str) -> None:
    """Refuse a variable that fits no key: a misspelt one would otherwise be passed over in silence."""
    parts = name.upper().removeprefix(PREFIX).lower().split("__")
    section = Settings.model_fields.get(parts[0])
    if section is None or len(parts) != 2 or parts[1] not in type(section.default).model_fields:
        raise Refusal("config-unknown-variable", name=name)


def _refusal(path: Path, error: ValidationError) -> Refusal:
    first = error.errors(include_input=False, include_url=False)[0]
    key = ".".join(str(part) for part in first["loc"])
    if first["type"] == "extra_forbidden":
        return Refusal("config-unknown-key", file=str(path), key=key)
    words = str(first["msg"])
    kind = words.removeprefix("Value error, ") if first["type"] == "value_error" else first["type"]
    reason = f"config-reason-{kind}"
    worded = say(reason if knows(reason) else "config-reason-other")
    return Refusal("config-bad-value", file=str(path), key=key, reason=worded)


def _check(settings: Settings) -> None:
    telegram = settings.telegram
    if settings.clock.follow and not telegram.loopback:
        raise Refusal("config-follow")
    if telegram.mode == "webhook" and not telegram.webhook_url.startswith("https://"):
        raise Refusal("config-webhook")
    if telegram.mode == "webhook" and not SECRET.fullmatch(telegram.webhook_secret.get_secret_value()):
        raise Refusal("config-webhook-secret")


def check_for_run(settings: Settings) -> None:
    """What `run` refuses to start without."""
    if not settings.telegram.token.get_secret_value():
        raise Refusal("config-no-token")
    if settings.telegram.loopback:
        return
    for key in ("operator", "address", "contact", "term"):
        if not getattr(settings.privacy, key):
            raise Refusal("config-no-privacy", key=key)
