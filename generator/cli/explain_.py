"""`guidegen explain`."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator.cli import options
from generator.cli.options import find_project
from generator.cli.show import show_json
from generator.errors import UsageError

if TYPE_CHECKING:
    from generator.app.explain import ExplainedReader
    from generator.app.opened import Opened
    from generator.explain.sentence import Origin
    from generator.model.selection import Decision

SHOWN, UNDER_LEAD, LEFT_OUT = "+", "?", "-"


@click.command("explain")
@options.options(
    options.project,
    click.argument("module", required=False),
    click.option("-p", "--profile", metavar="ID", help="The persona or applicant."),
    click.option("--text", "words", metavar="WORDS", help="Where these words of the guide came from."),
    click.option("--open", "open_questions", is_flag=True, help="The unanswered questions that would change it."),
    options.as_of,
    options.as_json,
)
def command(
    start: Path | None,
    module: str | None,
    profile: str | None,
    words: str | None,
    open_questions: bool,
    as_of: dt.date,
    as_json: bool,
) -> None:
    """Say why a reader gets what they get, and why not the rest.

    With MODULE and --profile: every clause of it. With MODULE alone: the fewest answers that bring it in.
    """
    from generator.app import explain  # noqa: PLC0415 -- heavy; not for --help

    opened = explain.open_for_explaining(find_project(start), as_of)
    if profile is None:
        if module is None or words is not None or open_questions:
            raise UsageError("name a reader with --profile, or a module alone")
        _show_smallest(opened, module, as_json=as_json)
        return
    reader = explain.explain_reader(opened, profile)
    if words is not None:
        _show_origins(reader, explain.origins_of(reader.guide, words), as_json=as_json)
    elif open_questions:
        _show_open(opened, profile, as_json=as_json)
    elif module is not None:
        _show_module(reader, reader.explanation.selection.decisions[explain.find_module(opened, module).id], as_json)
    else:
        _show_reader(reader, as_json=as_json)


def _show_reader(reader: ExplainedReader, *, as_json: bool) -> None:
    told = reader.explanation
    if as_json:
        show_json({
            "profile": told.profile.id,
            "answers": told.answers(),
            "plan": told.values(),
            "modules": told.modules(),
        })  # fmt: skip
        return
    click.echo(f"{told.profile.id}\n\nAnswers")
    for name, answer in told.answers().items():
        origin = "" if answer["given"] else (" (derived)" if answer["derived"] else "")
        click.echo(f"  {name}: {answer['answer']}{origin}")
        for one in answer["removed"]:
            click.echo(f"      not {', '.join(one['values'])}, because {one['because']}  ({one['place']})")
    click.echo("\nPlan")
    for name, value in told.values().items():
        _show_value(name, value)
    click.echo("\nModules: + shown, ? shown under a lead, - left out")
    for chapter in reader.guide.chapters:
        click.echo(f"\n  {chapter.number}. {chapter.title}")
        for decision in told.selection.decisions.values():
            if decision.chapter == chapter.id and decision.shown:
                click.echo(f"    {_sign(decision)} {decision.module.id}: {decision.reason.sentence}")
    click.echo("\n  Left out")
    for decision in told.selection.decisions.values():
        if not decision.shown:
            click.echo(f"    {LEFT_OUT} {decision.module.id}: {decision.reason.sentence}")


def _sign(decision: Decision) -> str:
    if not decision.shown:
        return LEFT_OUT
    return SHOWN if decision.lead is None else UNDER_LEAD


def _show_value(name: str, value: dict[str, Any]) -> None:
    shown = value["value"]
    text = "; ".join(shown) if isinstance(shown, list) else (shown or "not set")
    click.echo(f"  {name}: {text}" + (f", because {value['because']}" if value["because"] else ""))
    signs = {"true": SHOWN, "false": LEFT_OUT, "unknown": UNDER_LEAD}
    for row in value["rows"]:
        mark = " <- this one" if row["wins"] else (" <- would change it" if row["would_change"] else "")
        click.echo(f"      {signs[row['truth']]} {row['value'] or row['written']}  ({row['place']}){mark}")


def _show_module(reader: ExplainedReader, decision: Decision, as_json: bool) -> None:
    from generator.explain.tree import tree_lines  # noqa: PLC0415 -- heavy; not for --help

    told = reader.explanation
    if as_json:
        show_json({"profile": told.profile.id, **told.module(decision)})
        return
    module = decision.module
    state = {SHOWN: "shown", UNDER_LEAD: "shown under a lead", LEFT_OUT: "left out"}[_sign(decision)]
    click.echo(f"{module.id}: {state}, because {decision.reason.sentence}")
    click.echo(f"  {module.path}: {module.title}")
    if decision.lead is not None:
        click.echo(f"  lead: {decision.lead.sentence}")
    click.echo(f"  its condition, for {told.profile.id}:")
    for line in tree_lines(module.condition, told.plan.answers, told.subjects, "    "):
        click.echo(line)
    if module.front.slot is not None:
        click.echo(f"  slot '{module.front.slot}', its alternatives in the order they are tried:")
        for name in told.slot(module.front.slot)["order"]:
            rival = told.selection.decisions[name]
            click.echo(f"    {_sign(rival)} {name}: {rival.reason.sentence}")
    if decision.arms:
        click.echo("  blocks:")
    for arm in decision.arms:
        sign = LEFT_OUT if not arm.shown else (SHOWN if arm.lead is None else UNDER_LEAD)
        click.echo(f"    {sign} {arm.span}: {arm.reason.sentence}")


def _show_smallest(opened: Opened, name: str, *, as_json: bool) -> None:
    from generator.app import explain  # noqa: PLC0415 -- heavy; not for --help

    module = explain.find_module(opened, name)
    answers = explain.answers_that_bring_in(opened, module)
    if as_json:
        show_json({"module": module.id, "answers": None if answers is None else dict(answers)})
    elif answers is None:
        click.echo(f"{module.id}: no set of answers brings it in")
    elif not answers:
        click.echo(f"{module.id}: everybody gets it")
    else:
        click.echo(f"{module.id}: {', '.join(f'{facet}: {value}' for facet, value in answers.items())}")


def _show_origins(reader: ExplainedReader, origins: list[Origin], *, as_json: bool) -> None:
    told = reader.explanation
    if as_json:
        show_json({
            "profile": told.profile.id,
            "origins": [
                {
                    "module": origin.section.decision.module.id,
                    "place": str(origin.place),
                    "module_condition": told.tree(origin.section.decision.module.condition),
                    "blocks": [str(arm.span) for arm in origin.arms],
                }
                for origin in origins
            ],
        })  # fmt: skip
        if not origins:
            raise click.exceptions.Exit(1)
        return
    if not origins:
        click.echo(f"these words do not stand in the guide of {told.profile.id}", err=True)
        raise click.exceptions.Exit(1)
    for origin in origins:
        decision = origin.section.decision
        click.echo(f"{origin.place}: module '{decision.module.id}', {decision.reason.sentence}")
        for arm in decision.arms:
            if any(arm.span == shown.span for shown in origin.arms):
                click.echo(f"  {arm.span}: {arm.reason.sentence}")


def _show_open(opened: Opened, profile: str, *, as_json: bool) -> None:
    from generator.app.open_questions import open_questions  # noqa: PLC0415 -- heavy; not for --help

    questions = open_questions(opened, profile)
    if as_json:
        show_json({
            "profile": profile,
            "questions": [
                {"facet": one.facet, "question": one.question, "changes": one.changes, "answers": dict(one.answers)}
                for one in questions
            ],
        })  # fmt: skip
        return
    if not questions:
        click.echo(f"nothing that {profile} has not answered would change this guide")
    for one in questions:
        click.echo(f"{one.facet}: {one.changes} changes at most. {one.question}")
        for answer, count in one.answers.items():
            click.echo(f"    {answer}: {count}")
