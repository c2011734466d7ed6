"""The command line (design.md, «Outside contracts»).

The one module that imports inside functions, so that each command loads only what it needs: `import --dry-run` and
`deadlines` start without aiogram and SQLAlchemy. Errors are one Russian line on stderr; exit code 2 for bad input,
1 for failure.
"""

import sys
from collections.abc import Sequence

import typer
from typer.exceptions import TyperException

app = typer.Typer(add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False)


@app.callback()
def root() -> None:
    """Штурман: дорожные карты профориентации под контролем."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and say the exit code."""
    try:
        code = app(args=list(arguments) if arguments is not None else None, standalone_mode=False)
    except TyperException as error:
        print(f"Ошибка в команде: {error.format_message()}", file=sys.stderr)  # noqa: T201
        return 2
    return code if isinstance(code, int) else 0
