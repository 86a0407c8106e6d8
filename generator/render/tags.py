"""What WeasyPrint 70 leaves wrong in the tags of a PDF: where figures are, and the index of named table heads."""

from __future__ import annotations

from typing import Any

POINTS = 0.75
"""Points in a pixel of a style sheet."""


def repair_tags(document: Any, pdf: Any) -> None:
    """Give figures their place on paper, counted from below in points, and the structure an index of its ids.

    To be called as the `finisher` of `write_pdf`, on the objects before they are written.
    """
    height = document.pages[0].height * POINTS
    root = None
    named: list[tuple[bytes, bytes]] = []
    dictionaries: list[Any] = [one for one in pdf.objects if isinstance(one, dict)]
    for one in dictionaries:
        if one.get("Type") == "/StructTreeRoot":
            root = one
        elif one.get("S") == "/Figure" and "A" in one:
            left, top, right, bottom = (float(edge) * POINTS for edge in one["A"]["BBox"])
            one["A"]["BBox"] = f"[{left:.2f} {height - bottom:.2f} {right:.2f} {height - top:.2f}]"
        if "ID" in one and "S" in one:
            named.append((one["ID"].data, one.reference))
    if root is not None and named:
        names = b" ".join(name + b" " + reference for name, reference in sorted(named))
        root["IDTree"] = b"<</Names [" + names + b"]>>"
