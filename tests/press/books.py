"""Small books of everything a handbook is made of, in a random order, with page ends everywhere."""

from __future__ import annotations

import random
from collections.abc import Callable

HEAD = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Small</title>
<style>@page { size: %s } :root { --margin: 60mm } :root { --accent: #0b5d66 }</style></head>
<body data-situation="One &amp; two · Three">"""
WORDS = "a rotation hospital of the letter which office asks for visa before you apply, then wait until they answer"
SVG = """<div class="drawing">
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 90" role="img"><title>Bars</title>
<rect x="0" y="10" width="120" height="20" fill="#0b5d66"/><text x="150" y="24" text-anchor="middle" font-size="9"
font-family="Source Sans 3">in the middle</text><path d="M0 60 L200 80" stroke="#333"/></svg></div>"""

MANY = 99
"""More parts than any list or table here has."""


class Maker:
    """Makes blocks with links to the sections and sources made so far and later, of no more than so many parts each."""

    def __init__(self, seed: int, sections: int, sources: int, most: int = MANY) -> None:
        self.random = random.Random(seed)
        self.sections, self.sources, self.most = sections, sources, most

    def parts(self, least: int, most: int) -> range:
        """The parts of a block."""
        return range(min(self.most, self.random.randint(least, most)))

    def words(self, least: int, most: int) -> str:
        """Some words, with links among them."""
        count = min(6 * self.most, self.random.randint(least, most))
        words = [self.random.choice(WORDS.split()) for _ in range(count)]
        if self.random.random() < 0.25:
            words.append(f'<a href="#section-{self.random.randrange(self.sections)}">another section</a>')
        if self.random.random() < 0.25:
            number = self.random.randint(1, self.sources)
            words.append(f'<a class="cite" href="#source-{number}" aria-label="source {number}">{number}</a>')
        return " ".join(words)

    def paragraph(self) -> str:
        return f"<p>{self.words(5, 70)}.</p>"

    def listed(self) -> str:
        tag = self.random.choice(["ul", "ol"])
        return f"<{tag}>{''.join(f'<li>{self.words(3, 30)}</li>' for _ in self.parts(2, 6))}</{tag}>"

    def tasks(self) -> str:
        return f'<ul class="tasks">{"".join(f"""<li class="task">{self.words(3, 20)}</li>""" for _ in range(3))}</ul>'

    def aside(self) -> str:
        kind = self.random.choice(["tip", "stop", "say", "confirm"])
        return f'<div class="aside {kind}"><p class="word">Word</p><p>{self.words(8, 40)}</p></div>'

    def under_lead(self) -> str:
        inner = self.paragraph() + self.listed() + self.paragraph()
        return f'<div class="if"><p class="lead">If {self.words(3, 6)}:</p>{inner}</div>'

    def code(self) -> str:
        return f"<pre><code>{chr(10).join('line of code' for _ in self.parts(3, 14))}</code></pre>"

    def quote(self) -> str:
        return f"<blockquote><p>{self.words(10, 50)}</p><p>{self.words(10, 50)}</p></blockquote>"

    def table(self) -> str:
        rows = "".join(
            f"<tr><th scope='row'>{self.words(1, 4)}</th><td>{self.words(2, 14)}</td><td>{self.words(1, 9)}</td></tr>"
            for _ in self.parts(2, 16)
        )
        head = "<tr><th scope='col'>What</th><th scope='col'>How</th><th scope='col'>When</th></tr>"
        wide = self.random.choice(["", ' class="wide"'])
        return f"<table{wide}><thead>{head}</thead><tbody>{rows}</tbody></table>"

    def spanning(self) -> str:
        groups = ""
        for number in range(min(self.most, 6)):
            size = len(self.parts(1, 4))
            first = f"<th scope='rowgroup' rowspan='{size}'>Month {number}</th>"
            cells = [f"<tr>{first if not at else ''}<td>{self.words(1, 8)}</td></tr>" for at in range(size)]
            groups += f"<tbody>{''.join(cells)}</tbody>"
        return f"<table><thead><tr><th scope='col'>Month</th><th scope='col'>What</th></tr></thead>{groups}</table>"

    def heading(self) -> str:
        return f"<h3>{self.words(2, 6).split('<')[0]}</h3>"

    def checklist(self) -> str:
        """Two balanced columns, cut into the items of lists under headings, whose margins columns keep or drop."""
        groups = ""
        for number in self.parts(1, 6):
            items = "".join(f'<li class="task">{self.words(3, 24)}</li>' for _ in self.parts(1, 4))
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
            f"{self.words(3, 40)}</span></th><td>May {at}, 2027</td><td>{self.words(1, 5)}</td></tr>"
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
        figures = '<td class="right">$10</td><td class="right">$200</td><td class="right">$3,000+</td>'
        groups = ""
        for number in range(min(self.most, 6)):
            lines = "".join(f'<tr><th scope="row">{self.words(2, 18)}</th>{figures}</tr>' for _ in self.parts(0, 6))
            first = f'<tr class="group"><th scope="rowgroup"><b class="number">{number}</b>Costs</th>{figures}</tr>'
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
            first = f'<th scope="rowgroup" rowspan="{size}">Month {number}</th>'
            rows = [f"{'' if at else first}<td>May {at}</td><td>{self.words(1, 30)}</td>" for at in range(size)]
            groups += f"<tbody><tr>{'</tr><tr>'.join(rows)}</tr></tbody>"
        head = "".join(f'<th scope="col">{one}</th>' for one in ("Month", "When", "What"))
        return (
            '<section class="timeline" id="timeline" data-pieces="table"><h1>Timeline</h1>'
            f'<table data-pieces="tbody"><thead><tr>{head}</tr></thead>{groups}</table></section>'
        )

    def drawing(self) -> str:
        return SVG

    def opening(self, title: str, number: int) -> str:
        """The head of a chapter, with some lines in the margin."""
        why = f'<p class="why">Because {self.words(3, 20).split("<")[0]}.</p>' if self.random.random() < 0.7 else ""
        return (
            f'<div class="opening"><h1 data-head="{title}"><span class="numeral">{number}</span>Chapter</h1>'
            f'<div class="whose"><div><p>One · two</p>{why}</div></div>'
            f'<p class="standfirst">{self.words(4, 12)}</p></div>'
        )

    def section(self, number: int) -> str:
        """One section with its heading in the margin."""
        kinds: list[tuple[Callable[[], str], int]] = [
            (self.paragraph, 6), (self.listed, 3), (self.tasks, 1), (self.aside, 2), (self.under_lead, 1),
            (self.code, 1), (self.quote, 1), (self.table, 1), (self.spanning, 1), (self.heading, 1), (self.drawing, 1),
        ]  # fmt: skip
        chosen = self.random.choices([kind for kind, _ in kinds], [weight for _, weight in kinds], k=3)
        why = f'<p class="why">{self.words(4, 20).split("<")[0]}</p>' if self.random.random() < 0.6 else ""
        head = f'<h2 id="section-{number}">Section {number} of this book</h2>{why}'
        inner = "\n".join([self.paragraph(), *(make() for make in chosen)])
        return f'<section><div class="head"><div class="side"><div>{head}</div></div></div>\n{inner}</section>'


def tiny_book(seed: int) -> str:
    """One of a few words that has everything nevertheless, where what is in it does not matter."""
    return small_book(seed, sections=1, sources=2, most=2)


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
    body += make.checklist() + make.best() + make.papers() + make.costs() + make.dates()
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
