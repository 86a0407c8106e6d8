"""Lay out books from finished sources in one process, and say what each cost.

    python -P -m bench.lay_out pieces|whole|typst FOLDER PROJECT TIMES FILE...

prints, as JSON, for each of the TIMES rounds the processor seconds and the pages of each book.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pypdfium2

from generator.app.opened import theme_of
from generator.render.pdf import print_book
from generator.render.surroundings import Typesetting

Lay = Callable[[str], bytes]


def with_guidegen(project: Path, *, pieces: bool) -> Lay:
    """Print HTML as a book, as guidegen's workers do it."""
    folders = tuple(str(folder) for folder in theme_of(project.resolve()).folders)
    typesetting = Typesetting(folders, pieces=pieces)
    return lambda source: print_book(source, (), typesetting).pdf


def with_typst(folder: Path) -> Lay:
    """A Typst source as a book; one compiler for all, which keeps what it has seen."""
    import typst  # noqa: PLC0415 -- only for this

    compiler = typst.Compiler(font_paths=[str(folder / "html")], ignore_system_fonts=True)

    def lay(source: str) -> bytes:
        made = compiler.compile(input=source.encode(), format="pdf")
        assert isinstance(made, bytes)
        return made

    return lay


def pages_and_words(pdf: bytes) -> tuple[int, int]:
    """How long a book is."""
    with pypdfium2.PdfDocument(pdf) as document:
        words = sum(len(page.get_textpage().get_text_bounded().split()) for page in document)
        return len(document), words


def main() -> None:
    """Lay out what the command line names."""
    how, folder, project, times, *names = sys.argv[1:]
    lay = with_typst(Path(folder)) if how == "typst" else with_guidegen(Path(project), pieces=how == "pieces")
    sources = [Path(name).read_text("utf-8") for name in names]
    rounds: list[list[float]] = []
    for _ in range(int(times)):
        spent: list[float] = []
        for number, source in enumerate(sources):
            start = time.process_time()
            made = lay(source)
            spent.append(time.process_time() - start)
            Path(folder, f"{how}-{number}.pdf").write_bytes(made)
        rounds.append(spent)
    sizes = [pages_and_words(Path(folder, f"{how}-{number}.pdf").read_bytes()) for number in range(len(sources))]
    print(json.dumps({"cpu": rounds, "pages": [one for one, _ in sizes], "words": [one for _, one in sizes]}))


if __name__ == "__main__":
    main()
