"""Blocks of text as chapters of a handbook have them, with random words."""

from __future__ import annotations

import random
from collections.abc import Callable

HEAD = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Small</title>
<style>@page { size: %s } :root { --margin: 60mm } :root { --accent: #0b5d66 }</style></head>
<body data-situation="One &amp; two · Three">"""
WORDS = "a rotation hospital of the letter which office asks for visa before you apply, then wait until they answer"
VALUES = (
    "May #, 2027", "September #, 2028", "$#,#00", "#", "none", "–", "about #\u00a0months late", "(planned)",
    "March #–2#", "A long text of many words that has no room in its column #", "Tōkyō #", "<b>#</b>", " # ", "#  #",
)  # fmt: skip
SVG = """<div class="drawing">
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 90" role="img"><title>Bars</title>
<rect x="0" y="10" width="120" height="20" fill="#0b5d66"/><text x="150" y="24" text-anchor="middle" font-size="9"
font-family="Source Sans 3">in the middle</text><path d="M0 60 L200 80" stroke="#333"/></svg></div>"""

MANY = 99
"""More parts than any list or table here has."""


class Blocks:
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

    def value(self) -> str:
        """A short text that is filled in late: a day, a sum, a number; or one that is too wide, or in other letters."""
        return self.random.choice(VALUES).replace("#", str(self.random.randint(1, 28)))

    def due(self) -> str:
        days = f"begin by May {self.random.randint(1, 28)}, 2027, over by {self.value()}"
        return f' <span class="due" data-late>{days}</span>' if self.random.random() < 0.7 else ""

    def paragraph(self) -> str:
        return f"<p>{self.words(5, 70)}.</p>"

    def listed(self) -> str:
        tag = self.random.choice(["ul", "ol"])
        return f"<{tag}>{''.join(f'<li>{self.words(3, 30)}</li>' for _ in self.parts(2, 6))}</{tag}>"

    def tasks(self) -> str:
        items = "".join(f'<li class="task">{self.words(3, 20)}{self.due()}</li>' for _ in range(3))
        return f'<ul class="tasks">{items}</ul>'

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

    def drawing(self) -> str:
        return SVG

    def opening(self, title: str, number: int) -> str:
        """The head of a chapter, with some lines in the margin."""
        why = f'<p class="why">Because {self.words(3, 20).split("<")[0]}.</p>' if self.random.random() < 0.7 else ""
        return (
            f'<div class="opening"><h1 data-head="{title}"><span class="numeral" data-late>{number}</span>Chapter</h1>'
            f'<div class="whose"><div><p data-late>One · two</p>{why}</div></div>'
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
