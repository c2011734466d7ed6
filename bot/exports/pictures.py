"""Pictures of a report as png, for a telephone: 780 pixels wide are shown at 390, so nothing is smaller than 22.

Colours are those of Okabe and Ito, told apart by the colour-blind, and never alone: late parts are hatched, figures
stand beside. Letters are matplotlib's own DejaVu Sans, which has Cyrillic.
"""

from collections.abc import Iterator
from io import BytesIO
from typing import Any
from warnings import catch_warnings, simplefilter

from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from bot.domain.pictures import MonthsPicture, Picture, SchoolsPicture, YearPicture
from bot.exports.pen import clean
from bot.texts import say

WIDTH, DPI = 7.8, 100
BLUE, SKY, ORANGE, GREY, DARK = "#0072B2", "#56B4E9", "#E69F00", "#C8C8C8", "#222222"
SCALE = ("#D55E00", "#E69F00", "#F0E442", "#56B4E9", "#0072B2")
"""From nothing done to all: vermilion, orange, yellow, sky blue, blue."""
NAME_WIDTH, TITLE_WIDTH = 22, 38
BAR_INCHES, HEAD_INCHES = 0.42, 2.3


def draw(picture: Picture) -> bytes:
    with (
        catch_warnings(),
        rc_context({"font.family": "DejaVu Sans", "font.size": 17, "axes.labelsize": 15, "hatch.linewidth": 2.5}),
    ):
        simplefilter("ignore", UserWarning)  # of letters that the font has not: boxes stand for them
        if isinstance(picture, YearPicture):
            return _year(picture)
        return _schools(picture) if isinstance(picture, SchoolsPicture) else _months(picture)


def _page(height: float, title: str) -> tuple[Figure, Axes]:
    figure = Figure(figsize=(WIDTH, height), dpi=DPI, layout="constrained")
    axes = figure.add_subplot()
    figure.suptitle(title, x=0.02, ha="left", fontweight="bold", fontsize=18, color=DARK)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    return figure, axes


def _saved(figure: Figure) -> bytes:
    buffer = BytesIO()
    figure.savefig(buffer, format="png", metadata={"Software": say("report-creator")})
    return buffer.getvalue()


def _cut(text: str, width: int) -> str:
    text = " ".join(clean(text).replace("$", "").split())
    return text if len(text) <= width else text[: width - 1].rstrip() + "…"


def _title(organisation: str, words: str) -> str:
    return f"{_cut(organisation, TITLE_WIDTH)}\n{words}"


def _year(picture: YearPicture) -> bytes:
    """Two lines that are told apart by their dashes too, each with its figure at its end."""
    words = say("picture-year", day=f"{picture.today:%d.%m.%Y}")
    figure, axes = _page(6.2, _title(picture.organisation, words))
    days = [day.toordinal() for day in picture.days]
    past = days[: len(picture.done)]
    axes.step(days, picture.due, where="post", color=ORANGE, linewidth=4, linestyle=(0, (3, 1.2)))
    axes.step(past, picture.done, where="post", color=BLUE, linewidth=5)
    axes.fill_between(past, picture.done, step="post", color=BLUE, alpha=0.15)
    axes.axvline(picture.today.toordinal(), color=DARK, linewidth=1.5, linestyle=":")
    due_now = picture.due[len(past) - 1]
    done_now = picture.done[-1]
    axes.set_ylim(0, max(*picture.due, 1) * 1.12)
    axes.set_xlabel(say("picture-year-lines", due=due_now, done=done_now, all=picture.due[-1]), loc="left")
    _ticks_of_months(axes, picture)
    axes.yaxis.set_major_locator(MaxNLocator(nbins=5, integer=True))
    return _saved(figure)


def _ticks_of_months(axes: Axes, picture: YearPicture) -> None:
    first, last = picture.days[0], picture.days[-1]
    months = (last.year - first.year) * 12 + last.month - first.month
    step = max(1, -(-months // 6))
    days = []
    day = first.replace(day=1)
    while day <= last:
        days.append(day)
        month = day.month - 1 + step
        day = day.replace(year=day.year + month // 12, month=month % 12 + 1)
    axes.set_xticks([day.toordinal() for day in days], [f"{day:%m.%y}" for day in days])
    axes.tick_params(axis="x", pad=12)


def _schools(picture: SchoolsPicture) -> bytes:
    words = say("picture-schools", day=f"{picture.today:%d.%m.%Y}")
    height = HEAD_INCHES + BAR_INCHES * max(len(picture.bars), 3)
    figure, axes = _page(height, _title(picture.organisation, words))
    names = [_cut(bar.name, NAME_WIDTH) for bar in picture.bars]
    places = list(range(len(names)))
    ends = [0] * len(names)
    for part, numbers, look in _parts(picture):
        axes.barh(places, numbers, left=ends, label=say(f"picture-{part}"), **look)
        ends = [end + number for end, number in zip(ends, numbers, strict=True)]
    widest = max(ends, default=1)
    for place, (bar, end) in enumerate(zip(picture.bars, ends, strict=True)):
        figures = say("picture-figures", done=bar.done, overdue=bar.overdue)
        axes.text(end + widest * 0.015, place, figures, va="center", fontsize=16)
    axes.set_xlim(0, widest * 1.3)
    axes.set_yticks(places, names)
    axes.invert_yaxis()
    axes.xaxis.set_visible(False)
    axes.spines["bottom"].set_visible(False)
    _legend(figure, picture.left_out)
    return _saved(figure)


def _parts(picture: SchoolsPicture) -> Iterator[tuple[str, list[int], dict[str, Any]]]:
    """The parts of each bar from the left, with their looks; what was done early only where there is some."""
    bars = picture.bars
    yield "done", [bar.done for bar in bars], {"color": BLUE}
    yield "overdue", [bar.overdue for bar in bars], {"color": ORANGE, "hatch": "//", "edgecolor": "white"}
    if any(bar.early for bar in bars):
        yield "early", [bar.early for bar in bars], {"color": SKY}
    yield "waiting", [bar.waiting for bar in bars], {"color": GREY}


def _legend(figure: Figure, left_out: int) -> None:
    title = say("picture-left-out", number=left_out) if left_out else None
    figure.legend(loc="outside lower left", ncols=2, frameon=False, title=title, handlelength=1.2, columnspacing=1.0)


def _months(picture: MonthsPicture) -> bytes:
    """Figures stand in the cells: colour only helps."""
    words = say("picture-months", day=f"{picture.today:%d.%m.%Y}")
    height = HEAD_INCHES + BAR_INCHES * max(len(picture.rows), 3)
    figure, axes = _page(height, _title(picture.organisation, words))
    for line, (_, cells) in enumerate(picture.rows):
        for column, percent in enumerate(cells):
            colour = "#F4F4F4" if percent is None else SCALE[min(percent // 20, 4)]
            axes.barh(line, 0.94, left=column, height=0.9, color=colour)
            if percent is not None:
                light = "white" if percent >= 80 or percent < 20 else DARK
                axes.text(column + 0.47, line, str(percent), ha="center", va="center", color=light, fontsize=15)
    axes.set_yticks(range(len(picture.rows)), [_cut(name, NAME_WIDTH) for name, _ in picture.rows])
    axes.set_xticks([n + 0.47 for n in range(len(picture.months))], [f"{month:%m}" for month in picture.months])
    axes.xaxis.tick_top()
    axes.set_xlim(0, max(len(picture.months), 1))
    axes.set_ylim(max(len(picture.rows), 1) - 0.5, -0.5)
    axes.tick_params(length=0)
    for side in axes.spines.values():
        side.set_visible(False)
    axes.set_xlabel(say("picture-left-out", number=picture.left_out) if picture.left_out else say("picture-scale"))
    return _saved(figure)
