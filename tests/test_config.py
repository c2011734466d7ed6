"""Settings: what is read, what is refused, and what is never printed."""

import tomllib
from pathlib import Path

import pytest

from bot.app import build_context
from bot.config import Settings, check_for_run, load
from bot.domain.errors import Refusal
from bot.texts.troubles import worded
from bot.usecases.clock import SystemClock
from bot.usecases.context import ReadingLimits, SchoolTerms
from db.engine import create_engine, transactions

EXAMPLE = Path(__file__).parent.parent / "config.example.toml"


@pytest.fixture
def written(tmp_path: Path) -> Path:
    return tmp_path / "config.toml"


def refused(path: Path, content: str) -> str:
    path.write_text(content, encoding="utf-8")
    with pytest.raises(Refusal) as refusal:
        load(path)
    return worded(refusal.value)[0]


def test_the_example_documents_every_key_with_its_default(written: Path) -> None:
    documented = tomllib.loads(EXAMPLE.read_text(encoding="utf-8"))
    sections = {name: set(type(field.default).model_fields) for name, field in Settings.model_fields.items()}
    assert {name: set(keys) for name, keys in documented.items()} == sections
    written.write_text(EXAMPLE.read_text(encoding="utf-8"), encoding="utf-8")
    assert load(written).model_dump() == Settings().model_dump()


def test_an_unknown_key_is_an_error(written: Path) -> None:
    assert "ключа «telegram.tokn» нет" in refused(written, '[telegram]\ntokn = "1:x"')
    assert "ключа «telegramm» нет" in refused(written, '[telegramm]\ntoken = "1:x"')


HOOK = '[telegram]\nmode = "webhook"\nwebhook_url = "https://a.ru/hook"\n'


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ('[reminders]\nsend_at = "в восемь"', "«reminders.send_at» задан неверно: нужно время"),
        ('[reminders]\nweekly_on = "понедельник"', "«reminders.weekly_on» задан неверно: нужен день недели"),
        ('[calendar]\ntime_zone = "Europe/Tambov"', "такого часового пояса нет"),
        ('[limits]\nfile_megabytes = "много"', "нужно целое число"),
        ('[calendar]\nschool_year_end = "31.05"', "нужны месяц и день"),
        ('[calendar]\nschool_year_start = "05-31"', "учебный год начинается с июля"),
        ("telegram = 5", "«telegram» задан неверно: такое значение не годится"),
        ("[horizons]\nlessons = 1.5", "«horizons.lessons» задан неверно: нужно целое число"),
        ("[reminders]\nlead_days = [-3]", "«reminders.lead_days.0» задан неверно: число слишком мало"),
        ('[reminders]\nsend_at = "23:00"', "тишина идёт через полночь"),
        ('[reminders]\nquiet_from = "00:00"', "тишина идёт через полночь"),
        ('[database]\nurl = "mysql://h/d"', "«database.url» задан неверно"),
        ('[telegram]\nwebhook_listen = "x"', "«telegram.webhook_listen» задан неверно"),
        ("[calendar]\nworking_days = []", "нужен хотя бы один день"),
        ('[telegram]\nproxy = "socks5h://h:1"', "«telegram.proxy» задан неверно: нужен адрес с портом"),
        ('[telegram]\nproxy = "socks5://10.0.0.1"', "нужен адрес с портом"),
        ('[telegram]\nproxy = "http://h:99999"', "нужен адрес с портом"),
        ('[telegram]\nproxy = "http://[::1:3128"', "нужен адрес с портом"),
        ('[telegram]\nproxy = "10.0.0.1:3128"', "нужен адрес с портом"),
        ('[telegram]\nproxy = "http://мой сервер:3128"', "нужен адрес с портом"),
        ("[telegram]\nproxy = 3128", "«telegram.proxy» задан неверно"),
        ('[telegram]\napi_base = "api.telegram.org"', "«telegram.api_base» задан неверно: нужен адрес, который"),
        ('[telegram]\nmode = "push"', "«telegram.mode» задан неверно"),
        ("[telegram", "не читается как TOML"),
        ('[telegram]\nmode = "webhook"', "webhook_url"),
        (f'{HOOK}webhook_secret = "{"x" * 15}"', "от 16 до 256 знаков"),
        (f'{HOOK}webhook_secret = "{"x" * 257}"', "от 16 до 256 знаков"),
        (f'{HOOK}webhook_secret = "{"я" * 20}"', "латинские буквы, цифры"),
        ('[telegram]\nwebhook_listen = "127.0.0.1:99999"', "порт от 1 до 65535"),
        ('[telegram]\nwebhook_listen = "127.0.0.1:0"', "порт от 1 до 65535"),
        ('[clock]\nfollow = "http://127.0.0.1:8090"', "clock.follow"),
    ],
)
def test_a_bad_value_names_the_key_and_the_way_out(written: Path, content: str, words: str) -> None:
    assert words in refused(written, content)


def test_a_missing_file_says_what_to_copy(written: Path) -> None:
    with pytest.raises(Refusal) as refusal:
        load(written)
    assert "config.example.toml" in worded(refusal.value)[0]


def test_the_environment_wins_and_needs_no_file(written: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHTURMAN__TELEGRAM__TOKEN", "1:from-environment")
    monkeypatch.setenv("SHTURMAN__ACCESS__ADMINS", "[5, 6]")
    assert load(written).telegram.token.get_secret_value() == "1:from-environment"
    written.write_text('[telegram]\ntoken = "1:from-file"\napi_base = "http://127.0.0.1:1"', encoding="utf-8")
    settings = load(written)
    assert settings.telegram.token.get_secret_value() == "1:from-environment"
    assert settings.telegram.loopback
    assert settings.access.admins == (5, 6)


def test_a_misspelt_variable_is_an_error(written: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHTURMAN__TELEGRAM__TOKN", "1:x")
    with pytest.raises(Refusal) as refusal:
        load(written)
    assert "SHTURMAN__TELEGRAM__TOKN" in worded(refusal.value)[0]


def test_the_token_and_the_password_of_the_proxy_are_never_printed(written: Path) -> None:
    written.write_text('[telegram]\ntoken = "1:hidden"\nproxy = "http://me:hidden@h:3128"', encoding="utf-8")
    assert "hidden" not in repr(load(written))
    assert "hidden" not in refused(written, '[telegram]\nproxy = "ftp://me:hidden@h:3128"')


def test_run_wants_a_token_and_an_operator_unless_the_sandbox_is_served(written: Path) -> None:
    written.write_text('[log]\nlevel = "info"', encoding="utf-8")
    with pytest.raises(Refusal, match="config-no-token"):
        check_for_run(load(written))
    written.write_text('[telegram]\ntoken = "1:x"', encoding="utf-8")
    with pytest.raises(Refusal, match="config-no-privacy"):
        check_for_run(load(written))
    written.write_text('[telegram]\ntoken = "1:x"\napi_base = "http://127.0.0.1:8090"', encoding="utf-8")
    check_for_run(load(written))


def test_every_rule_of_the_configuration_reaches_the_use_cases(written: Path) -> None:
    """A key that changes nothing is a lie: two configurations that differ in each rule give different contexts."""
    written.write_text(
        '[calendar]\nworking_days = ["monday", "saturday"]\nschool_year_start = "09-04"\nschool_year_end = "06-07"\n'
        "[limits]\nfile_megabytes = 1\nimport_megabytes = 64\nimport_seconds = 5\n",
        encoding="utf-8",
    )
    context = build_context(load(written), transactions(create_engine("sqlite+aiosqlite://")), SystemClock())
    assert context.terms == SchoolTerms(frozenset({1, 2, 3, 4, 6}), (9, 4), (6, 7))
    assert context.reading == ReadingLimits(2**20, 64 * 2**20, 5)


def test_a_variable_that_cannot_be_read_is_named(written: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHTURMAN__REMINDERS__LEAD_DAYS", "завтра")
    assert "SHTURMAN__REMINDERS__LEAD_DAYS" in refused(written, "")
