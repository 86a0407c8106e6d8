"""`guidegen test`."""

from __future__ import annotations

import datetime as dt
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli import options
from generator.cli.command import Command
from generator.cli.options import find_project
from generator.cli.show import diagnostic_json, show_diagnostics, show_json
from generator.errors import OutputError

if TYPE_CHECKING:
    from generator.app.test import TestReport


@click.command("test", cls=Command, examples=("guidegen test -v", "guidegen test --coverage 95 --junit report.xml"))
@options.options(
    options.project,
    click.option("--junit", type=click.Path(path_type=Path, dir_okay=False), help="Also write JUnit XML to this file."),
    click.option("--coverage", "least", type=click.FloatRange(0, 100), help="Fail below this coverage in percent."),
    click.option("--generate", is_flag=True, help="Print readers that would cover what is not covered."),
    options.as_of,
    options.as_json,
    options.verbose,
)
def command(
    start: Path | None,
    junit: Path | None,
    least: float | None,
    generate: bool,
    as_of: dt.date,
    as_json: bool,
    verbose: bool,
) -> None:
    """Run the project's guide tests (tests/guides/*.yaml)."""
    from generator.app.test import run_guide_tests

    root = find_project(start)
    report = run_guide_tests(root, as_of, generate=generate)
    if junit is not None:
        try:
            junit.write_bytes(_junit(report))
        except OSError as error:
            raise OutputError(f"cannot write {junit}: {error.strerror}") from None
    if as_json:
        _show_json(report)
    else:
        show_diagnostics(report.warnings, root)
        _show(report, verbose=verbose)
    if report.failed or (least is not None and report.coverage.percent < least):
        raise click.exceptions.Exit(1)


def _show(report: TestReport, *, verbose: bool) -> None:
    from generator.explain.coverage import missing_lines
    from generator.logic.describe import condition_words

    for result in report.results:
        for failure in result.failures:
            click.echo(f"{result.test.span.path}: {failure}", err=True)
    passed = len(report.results) - report.failed
    if not (report.results or report.generated):
        click.echo("there are no guide tests in tests/guides/ yet; --generate prints readers to begin with", err=True)
    click.echo(f"{passed} passed, {report.failed} failed")
    click.echo(
        f"coverage of conditions: {report.coverage.percent:.1f} % of {len(report.coverage.clauses)} clauses, "
        "each true and false"
    )
    if verbose:
        for line in missing_lines(report.coverage.missing):
            click.echo(f"  {line}")
    for place, clause, truth in report.unreachable:
        click.echo(f"{place}: nobody can make '{condition_words(clause)}' {truth.value}", err=True)
    for reader in report.generated:
        click.echo(f"answers: {{{', '.join(f'{name}: {value}' for name, value in reader.answers.items())}}}")
        if reader.as_of is not None:
            click.echo(f"as_of: {reader.as_of}")


def _show_json(report: TestReport) -> None:
    show_json({
        "tests": [
            {"name": one.test.name, "path": one.test.span.path, "failures": list(one.failures)}
            for one in report.results
        ],
        "failed": report.failed,
        "coverage": {
            "percent": round(report.coverage.percent, 1),
            "clauses": len(report.coverage.clauses),
            "missing": [
                {"place": place, "subject": clause.subject, "truth": truth.value}
                for place, clause, truth in report.coverage.missing
            ],
        },
        "generated": [{"answers": dict(one.answers), "as_of": one.as_of} for one in report.generated],
        "unreachable": [
            {"place": place, "subject": clause.subject, "truth": truth.value}
            for place, clause, truth in report.unreachable
        ],
        "diagnostics": [diagnostic_json(one) for one in report.warnings],
    })  # fmt: skip


def _junit(report: TestReport) -> bytes:
    suite = ET.Element("testsuite", name="guides", tests=str(len(report.results)), failures=str(report.failed))
    for result in report.results:
        case = ET.SubElement(suite, "testcase", classname="guides", name=result.test.name, file=result.test.span.path)
        if result.failures:
            failure = ET.SubElement(case, "failure", message=result.failures[0])
            failure.text = "\n".join(result.failures)
    document: bytes = ET.tostring(suite, encoding="utf-8", xml_declaration=True)
    return document
