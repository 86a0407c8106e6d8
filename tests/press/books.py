"""Small books of everything a handbook is made of, in a random order, with page ends everywhere."""

from __future__ import annotations

import random
import re

from tests.press.blocks import HEAD, MANY, SVG, WORDS, Blocks

FEW = 9
"""Parts of a list or table, in books of `make test` that are laid out twice; those of the campaign have them all."""


class Maker(Blocks):
    """Makes what is at the end of a handbook, too."""

    def checklist(self) -> str:
        """Two balanced columns, cut into the items of lists under headings, whose margins columns keep or drop."""
        groups = ""
        for number in self.parts(1, 6):
            items = "".join(f'<li class="task">{self.words(3, 24)}{self.due()}</li>' for _ in self.parts(1, 4))
            groups += (
                f'<div class="group" data-pieces="ul"><h2>Month {number}</h2><ul data-pieces="li">{items}</ul></div>'
            )
        return (
            '<section class="checklist" id="checklist" data-pieces=".months"><h1>Checklist</h1>'
            f'<p class="standfirst">All.</p><div class="months" data-pieces=".group">{groups}</div></section>'
        )

    def best(self) -> str:
        """Tables cut into groups of two rows that stay together, each under its own heading."""
        tables = ""
        for number in range(3):
            rows = "".join(
                f'<tbody><tr><th scope="row"><strong>Row {at}</strong></th><td>{self.words(1, 5)}</td></tr>'
                f'<tr><td class="aside-note" colspan="2">{self.words(9, 40)}</td></tr></tbody>'
                for at in self.parts(2, 6)
            )
            head = '<tr><th scope="col">Host</th><th scope="col">Fee</th></tr>'
            tables += f"<h2>List {number}</h2><p>{self.words(9, 30)}.</p>"
            tables += f'<table data-pieces="tbody"><thead>{head}</thead>{rows}</table>'
        return f'<section class="lists" id="lists" data-pieces="h2 table"><h1>Lists</h1>{tables}</section>'

    def papers(self) -> str:
        """A table cut into rows, with tasks as heads of rows."""
        rows = "".join(
            f'<tr id="document-{at}"><th scope="row" class="task"><strong>Paper {at}</strong> <span class="aside-note">'
            f"{self.words(3, 40)}</span></th><td data-late>May {at}, 2027</td>"
            f'<td><span class="day" data-late>{self.value()}</span>'
            f"{self.random.choice(['', ' (planned)'])}</td></tr>"
            for at in self.parts(12, 30)
        )
        head = '<tr><th scope="col">Document</th><th scope="col">Start by</th><th scope="col">Ready by</th></tr>'
        return (
            '<section class="documents" id="documents" data-pieces="table"><h1>Documents</h1><p class="standfirst">All.'
            f'</p><table data-pieces="tbody"><thead>{head}</thead><tbody data-pieces="tr">{rows}</tbody></table>'
            "</section>"
        )

    def costs(self) -> str:
        """A table cut into rows, whose groups begin with their heads and sums, and may be of one row."""
        low, most = self.random.randint(1, 99), self.random.randint(3, 12)
        figures = "".join(
            f'<td class="right" data-late>{figure}</td>' for figure in (f"${low}", "$200", f"${most},0{low}9+")
        )
        groups = ""
        for number in range(min(self.most, 6)):
            lines = "".join(f'<tr><th scope="row">{self.words(2, 18)}</th>{figures}</tr>' for _ in self.parts(0, 6))
            label = f'<b class="number" data-late>{number}</b>Costs'
            first = f'<tr class="group"><th scope="rowgroup">{label}</th>{figures}</tr>'
            groups += f'<tbody data-pieces="tr">{first}{lines}</tbody>'
        total = f'<tr class="total"><th scope="row">Sum</th>{figures}</tr>'
        groups += f'<tbody class="sum" data-pieces="tr">{total}</tbody>'
        head = "".join(f'<th scope="col" class="right">{one}</th>' for one in ("Low", "Typical", "High"))
        return (
            f'<section class="budget" id="budget" data-pieces="table"><h1>Budget</h1><p>{self.words(3, 40)}</p>{SVG}'
            f'<table data-pieces="tbody"><thead><tr><th scope="col">What</th>{head}</tr></thead>{groups}</table>'
            "</section>"
        )

    def dates(self) -> str:
        """A table cut into its groups, as their first cell is over all their rows."""
        groups = ""
        for number in range(min(self.most, 8)):
            size = len(self.parts(1, 5))
            first = f'<th scope="rowgroup" rowspan="{size}" data-late>Month {number}</th>'
            rows = [
                f'{"" if at else first}<td><span class="number" data-late>{at}</span>'
                f"<span data-late>{self.value()}</span></td><td>{self.words(1, 30)}</td>"
                for at in range(size)
            ]
            groups += f"<tbody><tr>{'</tr><tr>'.join(rows)}</tr></tbody>"
        head = "".join(f'<th scope="col">{one}</th>' for one in ("Month", "When", "What"))
        return (
            '<section class="timeline" id="timeline" data-pieces="table"><h1>Timeline</h1>'
            f'<table data-pieces="tbody"><thead><tr>{head}</tr></thead>{groups}</table></section>'
        )

    def steps(self) -> str:
        """A table cut into rows, of which all but one cell is filled in late."""
        rows = "".join(
            f'<tr id="step-{at}"><th scope="row"{self.random.choice(["", """ class="tight" """.rstrip()])}>'
            f'<span class="number" data-late>{at}</span> {self.words(2, 8)}</th>'
            f"{''.join(f'<td data-late>{self.value()}</td>' for _ in range(4))}"
            f"<td data-late>{at * 3}, {at * 5}</td></tr>"
            for at in self.parts(12, 40)
        )
        head = "".join(
            f'<th scope="col">{one}</th>' for one in ("Step", "From", "Begin by", "Over by", "Spare", "After")
        )
        return (
            '<section class="path" id="path" data-pieces=".table"><h1>Path</h1><div class="table" data-pieces="table">'
            f'<table data-pieces="tbody"><thead><tr>{head}</tr></thead><tbody data-pieces="tr">{rows}</tbody></table>'
            "</div></section>"
        )


def small_book(seed: int, *, sections: int = 18, sources: int = 24, paper: str = "Letter", most: int = MANY) -> str:
    """The print HTML of a book of about a dozen pages, the same for the same seed.

    `most` is the number of parts that a list or table has at most.
    """
    make = Maker(seed, sections, sources, most)
    body = '<section class="cover" data-pieces="page"><h1>Small</h1><div class="office"><p>Office</p></div></section>'
    entries = "".join(f'<li><a href="#section-{at}">Section {at}</a></li>' for at in range(sections))
    body += f'<section class="contents" id="contents"><h1>Contents</h1><ul>{entries}</ul></section>'
    at = 0
    while at < sections:
        some = min(sections - at, make.random.randint(1, 5))
        title = f"{at} · Chapter"
        inner = "".join(make.section(one) for one in range(at, at + some))
        body += (
            f'<section class="chapter" id="chapter-{at}" data-pieces="section .if" data-head="{title}">'
            f"{make.opening(title, at)}{inner}</section>"
        )
        at += some
    body += make.steps() + make.checklist() + make.best() + make.papers() + make.costs() + make.dates()
    places = "".join(
        f'<li>{make.words(1, 3).split("<")[0]} <a class="at" href="#section-{at * 7 % sections}"></a></li>'
        for at in range(min(most, 60))
    )
    body += f'<section class="index" id="index"><h1>Index</h1><div class="set"><ul>{places}</ul></div></section>'
    items = "".join(
        f'<li id="source-{at}" value="{at}">{make.words(6, 30)} <a href="https://example.org/{at}">site</a></li>'
        for at in range(1, sources + 1)
    )
    body += (
        '<section class="sources" id="sources" data-pieces="h2"><h1>Sources</h1><p class="standfirst">Look at them.</p>'
        f'<div class="set" data-pieces="h2"><ol data-pieces="li">{items}</ol></div></section>'
    )
    return f"{HEAD % paper}{body}</body></html>"


def tiny_book(seed: int) -> str:
    """One of a few words that has everything nevertheless, where what is in it does not matter."""
    return small_book(seed, sections=1, sources=2, most=2)


def noted(html: str, seed: int, share: float) -> str:
    """A book with footnotes in its chapters: in so many of the paragraphs, items and cells, a few called again."""
    chance = random.Random(seed)
    count = 0

    def note(match: re.Match[str]) -> str:
        nonlocal count
        if chance.random() > share:
            return match[0]
        count += 1
        words = " ".join(chance.choices(WORDS.split(), k=chance.randint(3, 45)))
        again = f'<a class="note-again" href="#note-{chance.randint(1, count)}"></a>' if chance.random() < 0.2 else ""
        text = match[2].split(" ")
        at = len(text) - 1 if "<" in match[2] else chance.randrange(len(text))
        text[at] += f'<span class="footnote" id="note-{count}">{words}.</span> {again}'
        return f"{match[1]}{' '.join(text)}{match[3]}"

    start, end = html.index('<section class="chapter"'), html.index('<section class="checklist"')
    return html[:start] + re.sub(r"(<(?:p|li|td)>)(.*?)(</(?:p|li|td)>)", note, html[start:end]) + html[end:]
