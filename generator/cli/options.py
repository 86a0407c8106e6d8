"""Options that commands share."""

from __future__ import annotations

import codecs
import datetime as dt
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from generator.cache import NAME, VARIABLE
from generator.cli.command import Call, outer_project
from generator.clock import today
from generator.diagnostics import nearest
from generator.errors import RefusedError, UsageError
from generator.model.dates import check_year, parse_day

Command = TypeVar("Command", bound=Callable[..., Any])


def find_project(start: Path | None) -> Path:
    """The project's folder: the one named, or the nearest one upward from here.

    Raises UsageError where there is none.
    """
    from generator.app.typed import MARKER, nearest_project

    if start is not None:
        if not (start / MARKER).is_file():
            raise UsageError(f"{start} is not a guide project: it has no {MARKER}")
        root = start.resolve()
    else:
        found = nearest_project(Path.cwd())
        if found is None:
            raise UsageError(
                f"there is no {MARKER} here or above; go into a project, name one with -C, "
                "or make one with 'guidegen init DIR'"
            )
        root = found
    click.get_current_context().ensure_object(Call).root = root
    return root


def output_folder(root: Path, named: Path | None, usual: str) -> Path:
    """Where to write: the folder named, else the usual one.

    Raises RefusedError where files of the project itself would be in it or around it.
    """
    target = Path(os.path.normpath((named or root / usual).absolute()))
    place = target.resolve()
    if place == root or place in root.parents:
        raise RefusedError(f"{target} holds the project itself; choose another folder with -o")
    for name in ("content", "profiles", "templates", "mail", NAME, ".git"):
        own = root / name
        if place == own or own in place.parents:
            raise RefusedError(f"{target} is a part of the project; choose another folder with -o")
    return target


class Day(click.ParamType[dt.date]):
    """A day as year-month-day."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:
        """Read the day, or fail with one line."""
        try:
            return check_year(value) if isinstance(value, dt.date) else parse_day(value)
        except ValueError as error:
            self.fail(str(error), param, ctx)


class Kinds(click.ParamType[frozenset[str]]):
    """Kinds of output, separated by commas."""

    name = "kinds"

    def __init__(self, *known: str) -> None:
        self.known = known

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> frozenset[str]:
        """Read the kinds, or fail with one line."""
        kinds = frozenset(part.strip() for part in value.split(",")) if isinstance(value, str) else value
        for kind in kinds:
            if kind not in self.known:
                hint = nearest(kind, self.known) or f"known: {', '.join(self.known)}"
                self.fail(f"'{kind}' is not a kind of output here; {hint}", param, ctx)
        return frozenset(kinds)


class Address(click.ParamType[str]):
    """A whole web address."""

    name = "url"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Read the address, or fail with one line."""
        from generator.model.address import is_web_address

        if not is_web_address(value):
            self.fail(
                f"'{value}' is not a valid web address; write a whole one, such as https://example.org/guide/",
                param,
                ctx,
            )
        return str(value)


def _place_cache(ctx: click.Context, param: click.Parameter, value: Path | None) -> None:  # noqa: ARG001
    """Keep the cache in a folder for as long as this command runs, in its worker processes too."""
    if value is None or ctx.resilient_parsing:
        return
    before = os.environ.get(VARIABLE)
    os.environ[VARIABLE] = str(value.absolute())
    if before is None:
        ctx.call_on_close(lambda: os.environ.pop(VARIABLE, None))
    else:
        ctx.call_on_close(lambda: os.environ.update({VARIABLE: before}))


def _or_outer(ctx: click.Context, param: click.Parameter, value: Path | None) -> Path | None:  # noqa: ARG001
    """The project named here, else the one named before the command."""
    return value or outer_project(ctx)


_folder = click.option(
    "-C",
    "--project",
    "start",
    type=click.Path(path_type=Path, file_okay=False),
    callback=_or_outer,
    help="The project's folder (else the nearest one upward).",
)
_cache = click.option(
    "--cache",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    expose_value=False,
    callback=_place_cache,
    help=f"Where cache and locks are kept, in place of {NAME}.",
)


def project(command: Command) -> Command:
    """Which project is meant, and where what is kept for it lies."""
    return _folder(_cache(command))


profiles = click.option(
    "-p", "--profile", "profiles", multiple=True, metavar="ID", help="Only this profile; may be repeated."
)
output = click.option("-o", "--output", type=click.Path(path_type=Path, file_okay=False), help="The output folder.")
roster = click.option(
    "--roster",
    type=click.Path(path_type=Path, exists=True),
    metavar="FILE",
    help="The applicants of this CSV, XLSX or YAML file, or of a folder of such files and answers files.",
)
encoding = click.option("--encoding", metavar="NAME", help="How a CSV roster is written, where it is not UTF-8.")
answers = click.option(
    "--answers",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    multiple=True,
    metavar="FILE",
    help="The applicant of this answers file (*.answers.yaml); may be repeated.",
)
name = click.option("--name", metavar="NAME", help="The name of the applicant whose answers file has none.")
email = click.option("--email", metavar="ADDRESS", help="The address of the applicant whose answers file has none.")
rosters = click.option(
    "--roster",
    "rosters",
    type=click.Path(path_type=Path),
    multiple=True,
    metavar="FILE",
    help="Also the applicants of this roster or folder; may be repeated.",
)
jobs = click.option(
    "-j",
    "--jobs",
    type=click.IntRange(1, 64),
    default=os.cpu_count() or 1,
    show_default="one per core",
    help="Worker processes.",
)
as_of = click.option(
    "--as-of",
    "as_of",
    type=Day(),
    default=today,
    show_default="today",
    metavar="DATE",
    help="The day to count from.",
)
strict = click.option("--strict", is_flag=True, help="Warnings make exit code 1.")
pieces = click.option(
    "--pieces/--whole",
    "pieces",
    default=True,
    help="Make handbooks from pieces, each laid out once for all that have it (usual), or lay out each as a whole.",
)
no_cache = click.option("--no-cache", is_flag=True, help="Make everything again, whatever is kept from earlier runs.")
as_json = click.option("--json", "as_json", is_flag=True, help="One JSON object on stdout.")
quiet = click.option("-q", "--quiet", is_flag=True, help="Only problems.")
verbose = click.option("-v", "--verbose", is_flag=True, help="The time of every stage.")


def check_source(
    roster: Path | None, encoding: str | None, answers: tuple[Path, ...], name: str | None, email: str | None
) -> None:
    """Whether the options that say whose handbooks are meant go together.

    Raises UsageError.
    """
    if roster is not None and answers:
        raise UsageError("--roster and --answers both say whose handbooks are meant; give one of the two")
    if (name is not None or email is not None) and len(answers) != 1:
        raise UsageError("--name and --email are those of one person; give one --answers FILE with them")
    if encoding is None:
        return
    try:
        codecs.lookup(encoding)
    except LookupError:
        raise UsageError(f"the encoding '{encoding}' is not known; try cp1252 or utf-16") from None
    if roster is None or not (roster.is_dir() or roster.suffix.casefold() == ".csv"):
        raise UsageError("--encoding says how a CSV roster is written; name one with --roster")


def options(*several: Callable[[Command], Command]) -> Callable[[Command], Command]:
    """Several options as one decorator, in the order written."""

    def decorate(command: Command) -> Command:
        for one in reversed(several):
            command = one(command)
        return command

    return decorate
