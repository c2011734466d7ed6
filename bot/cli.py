"""The command line (README.md, «The command line»).

The one module that imports inside functions, so that each command loads only what it needs: `import --dry-run` and
`deadlines` start without aiogram and SQLAlchemy. Errors are one Russian line on stderr; exit code 2 for bad input,
1 for failure.
"""

import os
import sys
import traceback
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from typer.exceptions import Exit, TyperException

from bot.domain.people import Role
from bot.domain.reports import Condition
from bot.texts import say
from bot.texts.troubles import worded
from bot.texts.usage import usage_words

if TYPE_CHECKING:  # the settings are loaded by the commands that need them
    from bot.config import Settings

app = typer.Typer(add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False)

BAD_INPUT, FAILURE = 2, 1
DAYS = ["%Y-%m-%d", "%d.%m.%Y"]

Config = Annotated[Path, typer.Option("--config", help=say("cli-config"))]
UnreadConfig = Annotated[Path, typer.Option("--config", help=say("cli-config-unread"))]
"""Every command takes `--config`, so that one way to call them serves all."""
DraftConfig = Annotated[Path, typer.Option("--config", help=say("cli-config-draft"))]
DEFAULT_CONFIG = Path("config.toml")


@app.callback(help=say("cli-root"))
def root() -> None:
    """Every command of README.md, one function each."""


@app.command(help=say("cli-run"))
def run(config: Config = DEFAULT_CONFIG) -> None:
    import asyncio

    from bot.app import run as serve
    from bot.config import check_for_run

    settings = _settings(config)
    check_for_run(settings)
    asyncio.run(serve(settings))


@app.command(help=say("cli-demo"))
def demo(
    port: Annotated[int, typer.Option(help=say("cli-demo-port"))] = 8090,
    keep: Annotated[bool, typer.Option("--keep", help=say("cli-demo-keep"))] = False,
    config: UnreadConfig = DEFAULT_CONFIG,
) -> None:
    from bot.demo import demo as show

    show(port, keep)


@app.command(help=say("cli-migrate"))
def migrate(config: Config = DEFAULT_CONFIG) -> None:
    import asyncio

    from db.engine import create_engine
    from db.migrate import current, upgrade

    async def bring_up(url: str) -> str | None:
        engine = create_engine(url)
        try:
            await upgrade(engine)
            return await current(engine)
        finally:
            await engine.dispose()

    print(say("cli-migrated", version=str(asyncio.run(bring_up(_settings(config).database.url)))))


@app.command(help=say("cli-check"))
def check(config: Config = DEFAULT_CONFIG) -> None:
    import asyncio

    from bot.app import examine

    findings = asyncio.run(examine(_settings(config)))
    for finding in findings:
        print(f"{say('check-fine' if finding.fine else 'check-wrong')}\t{finding.words}")
    if not all(finding.fine for finding in findings):
        raise Exit(FAILURE)


@app.command(help=say("cli-backup"))
def backup(file: Path, config: Config = DEFAULT_CONFIG) -> None:
    import asyncio

    from bot.usecases.backups import make

    size = asyncio.run(make(_settings(config).database.url, file))
    print(say("cli-backed-up", file=str(file), size=size // 1024))


@app.command(help=say("cli-restore"))
def restore(file: Path, config: Config = DEFAULT_CONFIG) -> None:
    import asyncio

    from bot.usecases.backups import put_back
    from bot.usecases.clock import SystemClock

    kept = asyncio.run(put_back(_settings(config).database.url, file, SystemClock().now()))
    print(say("cli-restored-kept" if kept else "cli-restored", file=str(file), kept=str(kept)))


@app.command(help=say("cli-invite"))
def invite(
    role: Annotated[Role, typer.Option(help=say("cli-invite-role"))] = Role.ADMIN,
    as_json: Annotated[bool, typer.Option("--json", help=say("cli-json"))] = False,
    config: Config = DEFAULT_CONFIG,
) -> int | None:
    """Only the first administrator is invited here: all others are invited in the chat."""
    import asyncio
    import json

    from bot.app import invite_first_admin

    if role is not Role.ADMIN:
        return _complain(say("cli-invite-admin-only"), BAD_INPUT)
    new, link = asyncio.run(invite_first_admin(_settings(config)))
    if as_json:
        print(json.dumps({"link": link, "code": new.code, "expires_at": new.expires_at.isoformat()}))
    elif link is None:
        print(say("cli-invited-code", code=new.code))
    else:
        print(say("cli-invited", code=new.code, link=link))
    return None


@app.command(help=say("cli-tick"))
def tick(
    at: Annotated[str, typer.Option(help=say("cli-tick-at"))] = "",
    config: Config = DEFAULT_CONFIG,
) -> None:
    import asyncio

    from bot.app import tick as one_pass
    from bot.usecases.pass_words import pass_lines

    print(*pass_lines(asyncio.run(one_pass(_settings(config), at))), sep="\n")


@app.command(help=say("cli-rehearse"))
def rehearse(
    days: Annotated[int, typer.Option(min=1, max=366, help=say("cli-rehearse-days"))] = 30,
    as_json: Annotated[bool, typer.Option("--json", help=say("cli-json"))] = False,
    config: Config = DEFAULT_CONFIG,
) -> None:
    import asyncio
    import json

    from bot.app import rehearse as days_ahead
    from bot.usecases.pass_words import rehearsal_json, rehearsal_lines

    found = asyncio.run(days_ahead(_settings(config), days))
    print(json.dumps(rehearsal_json(found), ensure_ascii=False) if as_json else "\n".join(rehearsal_lines(found, days)))


@app.command("import", help=say("cli-import"))
def import_plan(
    file: Annotated[Path, typer.Argument(help=say("cli-import-file"))],
    organisation: Annotated[str | None, typer.Option("--for", help=say("cli-import-for"))] = None,
    school_year: Annotated[int | None, typer.Option(help=say("cli-import-year"))] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=say("cli-import-dry-run"))] = False,
    as_json: Annotated[bool, typer.Option("--json", help=say("cli-json"))] = False,
    config: DraftConfig = DEFAULT_CONFIG,
) -> int | None:
    """A draft for an organisation; with --dry-run only what was understood."""
    import json

    from bot.domain.grid import read_plan
    from bot.imports import read_document
    from bot.texts.plans import summary

    if not dry_run:
        _make_draft(file, organisation, school_year, as_json, config)
        return None
    plan = read_plan(read_document(file.name, file.read_bytes()), school_year)
    print(json.dumps(plan.as_json(), ensure_ascii=False, indent=1) if as_json else summary(plan))
    return None


def _make_draft(file: Path, organisation: str | None, school_year: int | None, as_json: bool, config: Path) -> None:
    import asyncio
    import json

    from bot.app import import_plan as make
    from bot.domain.grid import together
    from bot.texts.plans import summary
    from bot.usecases.drafts import Upload

    made = asyncio.run(make(_settings(config), Upload(file.name, file.read_bytes()), organisation, school_year))
    if as_json:
        drafts = [{"id": draft.roadmap_id, "organisation": draft.owner, "title": draft.plan.title} for draft in made]
        plan = made[0].plan if len(made) == 1 else together([draft.plan for draft in made])
        print(json.dumps({**plan.as_json(), "drafts": drafts}, ensure_ascii=False, indent=1))
        return
    for draft in made:
        print(summary(draft.plan))
        print(say("cli-import-made", id=str(draft.roadmap_id), organisation=draft.owner))


@app.command(help=say("cli-export"))
def export(
    out: Annotated[Path, typer.Option(help=say("cli-export-out"))],
    organisation: Annotated[str | None, typer.Option("--for", help=say("cli-export-for"))] = None,
    roadmap: Annotated[int | None, typer.Option(help=say("cli-export-roadmap"))] = None,
    at: Annotated[str, typer.Option(help=say("cli-export-at"))] = "",
    since: Annotated[datetime | None, typer.Option("--from", formats=DAYS, help=say("cli-export-from"))] = None,
    until: Annotated[datetime | None, typer.Option(formats=DAYS, help=say("cli-export-until"))] = None,
    school: Annotated[str, typer.Option(help=say("cli-export-school"))] = "",
    section: Annotated[str, typer.Option(help=say("cli-export-section"))] = "",
    state: Annotated[Condition | None, typer.Option(help=say("cli-export-state"))] = None,
    config: Config = DEFAULT_CONFIG,
) -> None:
    import asyncio

    from bot.app import export as tables
    from bot.domain.errors import Refusal
    from bot.usecases.exports import NamedPart

    if not out.parent.is_dir():
        raise Refusal("export-no-folder", folder=str(out.parent))
    days = since.date() if since else None, until.date() if until else None
    part = NamedPart(*days, school, section, state)
    made = asyncio.run(tables(_settings(config), organisation, roadmap, at, part))
    out.write_bytes(made.content)
    print(say("cli-exported", file=str(out), organisation=made.report.organisation))


@app.command(help=say("cli-deadlines"))
def deadlines(
    school_year: Annotated[int | None, typer.Option(help=say("cli-deadlines-year"))] = None,
    as_json: Annotated[bool, typer.Option("--json", help=say("cli-json"))] = False,
    config: UnreadConfig = DEFAULT_CONFIG,
) -> None:
    """Phrases on stdin, answers on stdout, line for line; needs no settings."""
    from bot.domain.deadline import school_year_of
    from bot.texts.deadlines import answer_json, answer_plain
    from bot.usecases.clock import SystemClock

    year = school_year_of(SystemClock().now().date()) if school_year is None else school_year
    for number, line in enumerate(sys.stdin, 1):
        phrase = line.strip("\r\n")
        if as_json and not phrase.strip():
            continue
        print(answer_json(phrase, number) if as_json else answer_plain(phrase, year))


def _settings(config: Path) -> "Settings":
    from bot.config import load

    return load(config)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and say the exit code. Every known trouble is one Russian line on stderr."""
    try:
        code = app(args=list(arguments) if arguments is not None else None, standalone_mode=False)
    except TyperException as error:
        return _complain(usage_words(error), BAD_INPUT)
    except KeyboardInterrupt:
        return FAILURE
    except Exception as error:
        if os.environ.get("SHTURMAN__LOG__LEVEL") == "debug":
            traceback.print_exc()
        words, bad_input = worded(error)
        return _complain(words, BAD_INPUT if bad_input else FAILURE)
    return code if isinstance(code, int) else 0


def _complain(words: str, code: int) -> int:
    print(" ".join(words.split()), file=sys.stderr)
    return code
