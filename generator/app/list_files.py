"""The rows of catalogs for the page's engine: one script a catalog, which the pages of lists load on use."""

from __future__ import annotations

from collections.abc import Iterator

from generator import text
from generator.app.opened import Opened
from generator.assemble.every_row import every_choice
from generator.browser.catalogs import ranking_data
from generator.logic.row_classes import classes_of
from generator.model.artifact import Artifact
from generator.render.browser import compact
from generator.render.catalogs import MOST_WHOLE, controls_view, key_view, row_view
from generator.render.offline import LISTS
from generator.render.site import SiteRenderer


def list_files(opened: Opened, site: SiteRenderer) -> Iterator[Artifact]:
    """Every catalog with rows: what ranks them, and each row as pages print it."""
    macros, currency = site.theme.macros("site/list-marks.html"), opened.project.settings.currency
    for catalog in opened.project.catalogs.values():
        if not catalog.rows:
            continue
        head = catalog.head
        keys = [key_view(name, column) for name, column in head.columns.items() if column.key and column.show]
        view = {"name": catalog.name, "one": head.unit.one, "ranked": False, "fitted": head.fitted, "keys": keys}
        rows = [row_view(one, site.filler) for one in every_choice(opened.project, catalog)]
        data = ranking_data(classes_of(catalog), currency) | {
            "menu": text.curly(catalog.menu),
            "most": MOST_WHOLE,
            **controls_view({name: column for name, column in head.columns.items() if column.show}),
            "head": str(macros.head(view)),
            "html": {one["id"]: str(macros.row(one, catalog.name, False, head.fitted)) for one in rows},
        }
        script = f"(window.guidegenList ??= {{}})[{compact(catalog.name)}] = {compact(data)}\n".replace("</", "<\\/")
        yield Artifact(f"{LISTS}/{catalog.name}.js", script.encode())
