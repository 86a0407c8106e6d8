"""`guidegen explain`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli import options
from generator.cli.command import Command
from generator.cli.options import find_project
from generator.cli.show import show_diagnostics, show_json
from generator.errors import UsageError

if TYPE_CHECKING:
    from generator.app.explain import ExplainedReader
    from generator.app.opened import Opened
    from generator.model.profile import Profile


@click.command(
    "explain",
    cls=Command,
    examples=(
        "guidegen explain -p tent",
        "guidegen explain own-bicycle -p tent",
        "guidegen explain own-bicycle",
        "guidegen explain places/lake-road -p tent",
        "guidegen explain -p tent --open",
        "guidegen explain -p tent --path",
        "guidegen explain -p tent --text 'Put the short days first'",
    ),
)
@options.options(
    options.project,
    click.argument("module", required=False),
    click.option("-p", "--profile", metavar="ID", help="The persona or applicant."),
    click.option(
        "--answers",
        type=click.Path(path_type=Path, exists=True, dir_okay=False),
        metavar="FILE",
        help="The reader of this answers file, in place of --profile.",
    ),
    click.option("--text", "words", metavar="WORDS", help="Where these words of the guide came from."),
    click.option("--open", "open_questions", is_flag=True, help="The unanswered questions that would change it."),
    click.option("--path", "on_path", is_flag=True, help="Their path; with a step in place of MODULE, why its days."),
    options.as_of,
    options.as_json,
)
def command(
    start: Path | None,
    module: str | None,
    profile: str | None,
    answers: Path | None,
    words: str | None,
    open_questions: bool,
    on_path: bool,
    as_of: dt.date,
    as_json: bool,
) -> None:
    """Say why a reader gets what they get, and why not the rest.

    With MODULE and --profile: every clause of it; a row of a catalog is named as CATALOG/ROW. With MODULE alone: the
    fewest answers that bring it in.
    """
    from generator.app import explain

    if [module is not None or on_path, words is not None, open_questions].count(True) > 1:
        raise UsageError("choose one: a module, --path, --text or --open")
    if profile is not None and answers is not None:
        raise UsageError("--profile names a reader, --answers a file with one; give one of the two")
    is_alone = profile is None and answers is None
    if is_alone and (module is None or on_path):
        raise UsageError("name a reader with --profile or --answers, or a module alone")
    opened = explain.open_for_explaining(find_project(start), as_of)
    if is_alone:
        assert module is not None
        _show_smallest(opened, module, as_json=as_json)
        return
    reader, left_out = explain.find_reader(opened, profile, answers)
    show_diagnostics(left_out, opened.root)
    if on_path:
        _show_path(opened, reader, module, as_json=as_json)
    elif open_questions:
        _show_open(opened, reader, as_json=as_json)
    elif words is not None:
        _show_words(explain.explain_reader(opened, reader), words, as_json=as_json)
    elif module is not None and "/" in module:
        _show_choice(opened, reader, module, as_json=as_json)
    elif module is not None:
        name = explain.find_module(opened, module).id
        _show_module(explain.explain_reader(opened, reader), name, as_json=as_json)
    else:
        _show_reader(explain.explain_reader(opened, reader), as_json=as_json)


def _echo(lines: Iterable[str]) -> None:
    for line in lines:
        click.echo(line)


def _show_reader(reader: ExplainedReader, *, as_json: bool) -> None:
    from generator.explain.lines import LEGEND, answer_lines, chapter_lines, plan_lines

    told = reader.explanation
    answers, plan, modules = told.answers(), told.values(), told.modules()
    if as_json:
        show_json({
            "profile": told.profile.id,
            "answers": answers,
            "plan": plan,
            "modules": modules,
            "diagnostics": [],
        })  # fmt: skip
        return
    click.echo(f"{told.profile.id}\n\nAnswers")
    _echo(answer_lines(answers))
    click.echo("\nPlan: + holds   ? open   - fails")
    _echo(plan_lines(plan))
    click.echo(f"\nModules: {LEGEND}")
    _echo(chapter_lines(modules, told.project.outline))


def _show_module(reader: ExplainedReader, name: str, *, as_json: bool) -> None:
    from generator.explain.lines import module_lines

    told = reader.explanation
    decisions = told.selection.decisions
    module = told.module(decisions[name])
    if as_json:
        show_json({"profile": told.profile.id, **module, "diagnostics": []})
        return
    rivals = {one: told.module(decisions[one]) for one in (module["slot"] or {"order": ()})["order"]}
    _echo(module_lines(module, rivals, told.profile.id))


def _show_choice(opened: Opened, reader: Profile, name: str, *, as_json: bool) -> None:
    from generator.app.explain import choice_of
    from generator.explain.choice import choice_lines

    data = choice_of(opened, reader, name)
    if as_json:
        show_json({"profile": reader.id, **data, "diagnostics": []})
    else:
        _echo(choice_lines(data, reader.id))


def _show_smallest(opened: Opened, name: str, *, as_json: bool) -> None:
    from generator.app import explain
    from generator.explain.tree import asked
    from generator.logic.describe import condition_words

    module = explain.find_module(opened, name)
    fewest = explain.answers_that_bring_in(opened, module)
    if as_json:
        answers = None if fewest is None else {facet: asked(one) for facet, one in fewest.answers.items()}
        is_smallest = fewest is not None and fewest.is_smallest
        show_json({"module": module.id, "answers": answers, "is_smallest": is_smallest, "diagnostics": []})
    elif fewest is None:
        click.echo(f"{module.id}: no set of answers brings it in")
    elif not fewest.answers:
        click.echo(f"{module.id}: everybody gets it")
    else:
        more = "" if fewest.is_smallest else "\n(too many to try all: a smaller set of other answers may exist)"
        click.echo(f"{module.id}: {'; '.join(condition_words(one) for one in fewest.answers.values())}{more}")
    if fewest is None:
        raise click.exceptions.Exit(1)


def _show_words(reader: ExplainedReader, words: str, *, as_json: bool) -> None:
    from generator.app.explain import words_in
    from generator.explain.origin import found_data, found_lines

    told = reader.explanation
    found = words_in(reader, words)
    document = found_data(told, found)
    if as_json:
        show_json({"profile": told.profile.id, **document, "diagnostics": []})
    else:
        for line in found_lines(document, told.profile.id):
            click.echo(line, err=not found.origins)
    if not found.origins:
        raise click.exceptions.Exit(1)


def _show_path(opened: Opened, reader: Profile, step: str | None, *, as_json: bool) -> None:
    from generator.app.explain_path import find_step, reader_on_path, ways_of
    from generator.explain.path import chain_data, chain_lines, path_data, path_lines

    on_path = reader_on_path(opened, reader)
    if step is not None:
        data = chain_data(on_path, find_step(opened, step))
        lines = chain_lines(on_path, step, data)
    else:
        ways = ways_of(opened, on_path)
        data = path_data(opened.project, on_path, ways)
        lines = path_lines(opened.project, on_path, ways)
    if as_json:
        show_json({"profile": reader.id, **data, "diagnostics": []})
    else:
        _echo(lines)


def _show_open(opened: Opened, reader: Profile, *, as_json: bool) -> None:
    from generator.app.explain import effects_of_answers
    from generator.explain.effects import effect_data

    profile, questions = reader.id, effects_of_answers(opened, reader)
    if as_json:
        show_json({"profile": profile, "questions": [effect_data(one) for one in questions], "diagnostics": []})
        return
    if not questions:
        click.echo(f"nothing that {profile} has not answered would change this guide")
    for one in questions:
        verb = "depends" if len(one.differ) == 1 else "depend"
        click.echo(f"{one.facet}: {one.counted()} {verb} on it. {one.question}")
        for answer, names in one.answers.items():
            click.echo(f"    {answer}: changes {len(names)} of them" if names else f"    {answer}: as it is now")
