"""Where a reader reports a mistake in a section."""

from __future__ import annotations

from generator.model.address import fill_pattern
from generator.model.output import guide_folder
from generator.render.views import ReportAddress


def report_address(pattern: str | None, base: str, guide: str) -> ReportAddress | None:
    """What gives the address for a section of a guide of the site at `base`; None where there is no `pattern`."""
    if pattern is None:
        return None

    def address(chapter: str, module: str, revision: str) -> str:
        page = f"{base}{guide_folder(guide)}/{chapter}.html#{module}"
        return fill_pattern(pattern, {"module": module, "revision": revision, "guide": guide, "page": page})

    return address
