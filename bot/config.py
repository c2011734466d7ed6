"""Settings: TOML, then `SHTURMAN__SECTION__KEY` from the environment. An unknown key is an error.

`load` raises ConfigError with one Russian line that names the key and the way out. The token is a secret: it is never
printed, not even by `repr`.
"""

import os
import tomllib
from datetime import time
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, available_timezones

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, SettingsError
from pydantic_settings.sources import TomlConfigSettingsSource

PREFIX = "SHTURMAN__"
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class ConfigError(Exception):
    """One Russian line: what is wrong, where, what to do."""


def _weekday(value: object) -> object:
    return WEEKDAYS.index(value) if isinstance(value, str) and value in WEEKDAYS else value


Weekday = Annotated[int, BeforeValidator(_weekday), Field(ge=0, le=6)]


class Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Telegram(Section):
    token: SecretStr = SecretStr("")
    api_base: str = "https://api.telegram.org"
    proxy: str = ""
    mode: Literal["polling", "webhook"] = "polling"
    webhook_url: str = ""
    webhook_secret: SecretStr = SecretStr("")

    @property
    def loopback(self) -> bool:
        """Whether the Bot API is on this machine: the sandbox, where rules for real people are relaxed."""
        return urlsplit(self.api_base).hostname in {"127.0.0.1", "localhost", "::1"}


class Database(Section):
    url: str = "sqlite+aiosqlite:///var/shturman.sqlite3"


class Access(Section):
    admins: tuple[int, ...] = ()


class Privacy(Section):
    operator: str = ""
    address: str = ""
    contact: str = ""
    term: str = ""
    policy_url: str = ""


class Calendar(Section):
    time_zone: str = "Europe/Moscow"
    working_days: tuple[Weekday, ...] = (0, 1, 2, 3, 4)
    school_year_start: str = "09-01"
    school_year_end: str = "05-31"

    @field_validator("time_zone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        if value not in available_timezones():
            raise ValueError("такого часового пояса нет, пример: Europe/Moscow")
        return str(ZoneInfo(value))


class Reminders(Section):
    send_at: time = time(8, 0)
    weekly_on: Weekday = 0
    lead_days: tuple[int, ...] = (1,)
    overdue_days: tuple[int, ...] = (1,)
    quiet_from: time = time(19, 0)
    quiet_until: time = time(8, 0)
    escalate_after: int = Field(default=0, ge=0)


class Horizons(Section):
    weekday: Weekday = 3
    announce_at: time = time(8, 0)
    confirm_at: time = time(15, 0)
    lessons: int = Field(default=34, ge=1, le=68)


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
    log: Log = Log()
    limits: Limits = Limits()
    clock: ClockSettings = ClockSettings()


def load(path: Path) -> Settings:
    """Read the file and the environment (a missing file is an empty one when the environment says enough)."""
    named = [name for name in os.environ if name.upper().startswith(PREFIX)]
    for name in named:
        _known(name)
    if not path.exists() and not named:
        raise ConfigError(f"Нет файла {path}. Скопируйте config.example.toml в {path} и впишите [telegram] token")

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
        raise ConfigError(f"{path}: файл не читается как TOML ({error}). Образец: config.example.toml") from error
    except SettingsError as error:
        raise ConfigError(f"Переменная окружения не читается ({error}). Списки пишутся так: [1, 2]") from error
    except ValidationError as error:
        raise ConfigError(_worded(path, error)) from error
    _check(settings)
    return settings


def _known(name: str) -> None:
    """Refuse a variable that fits no key: a misspelt one would otherwise be passed over in silence."""
    parts = name.upper().removeprefix(PREFIX).lower().split("__")
    section = Settings.model_fields.get(parts[0])
    if section is None or len(parts) != 2 or parts[1] not in type(section.default).model_fields:
        raise ConfigError(f"Переменная {name} не подходит ни к одному ключу. Ключи перечислены в config.example.toml")


def _worded(path: Path, error: ValidationError) -> str:
    first = error.errors(include_input=False, include_url=False)[0]
    key = ".".join(str(part) for part in first["loc"])
    if first["type"] == "extra_forbidden":
        return f"{path}: ключа «{key}» нет. Проверьте написание по config.example.toml"
    reason = str(first["msg"]).removeprefix("Value error, ")
    return f"{path}: ключ «{key}» задан неверно ({reason}). Пример — в config.example.toml"


def _check(settings: Settings) -> None:
    if settings.clock.follow and not settings.telegram.loopback:
        raise ConfigError("Ключ «clock.follow» годится только вместе с telegram.api_base на этой машине: уберите его")
    if settings.telegram.mode == "webhook" and not settings.telegram.webhook_url.startswith("https://"):
        raise ConfigError('Ключ «telegram.webhook_url» нужен при mode = "webhook" и начинается с https://')


def check_for_run(settings: Settings) -> None:
    """What `run` refuses to start without."""
    if not settings.telegram.token.get_secret_value():
        raise ConfigError("Не задан ключ «telegram.token»: впишите токен от @BotFather или SHTURMAN__TELEGRAM__TOKEN")
    if settings.telegram.loopback:
        return
    for key in ("operator", "address", "contact", "term"):
        if not getattr(settings.privacy, key):
            raise ConfigError(f"Не задан ключ «privacy.{key}»: без него нельзя показать согласие (docs/guide/law.md)")
