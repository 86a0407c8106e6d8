"""Signs of other kinds of Markdown and of other tools: what they are, and what to write instead."""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.prose.lines import ADDRESS, CODE, CONTAINERS

_BLOCK = "write '::: tip', '::: confirm' or '::: stop', the text below it, and ':::'"
_CONDITION = "write '::: when {facet: value}' and ':::' on lines of their own"
_ITSELF = "write the text itself; what is used twice is a constant, {{ const.name }}"
_LOOK = "leave it out: how things look is the theme's"
_NUMBERED = "write '1. ...', or put it on the line above"
_WIDE = "[\u00a0\u2000-\u200b\u202f\u205f\u3000]"
_MATH = "write it in words, or as `code`; a dollar sign alone is '\\$'"


@dataclass(frozen=True, slots=True)
class Foreign:
    """A sign of another kind of text: from which column to which, what it is, and what to write here."""

    start: int
    end: int
    what: str
    advice: str


@dataclass(frozen=True, slots=True)
class _Sign:
    """`pattern` is looked for at the beginning of a line's words, or anywhere in it."""

    pattern: re.Pattern[str]
    what: str
    advice: str


def _signs(*rows: tuple[str, str, str]) -> tuple[_Sign, ...]:
    return tuple(_Sign(re.compile(pattern), what, advice) for pattern, what, advice in rows)


def _signs_with(*rows: tuple[str, str, str, str]) -> tuple[tuple[str, _Sign], ...]:
    return tuple((needed, _Sign(re.compile(pattern), what, advice)) for needed, pattern, what, advice in rows)


_BEGINNINGS = _signs(
    (r"(?:!!!|\?\?\?)\+?(?:\s|$)", "an admonition of MkDocs", _BLOCK),
    (r"\[![A-Za-z]+\][+-]?", "an alert of GitHub or Obsidian", _BLOCK),
    (r'===[!+]?\s+"', "a tab of MkDocs", "write a heading, '## ...'"),
    (r"\.\.\s+[\w-]+::", "a directive of reStructuredText", _BLOCK),
    (r"\*\[[^\]]+\]:", "an abbreviation of Markdown Extra", "write [[term:id]], with a word of the glossary"),
    (r"\+[-=]{2,}\+", "a table of Pandoc", "write rows '| a | b |' and '|---|---|' below the first"),
    (r"\[\[?_?(?:TOC|toc)_?\]?\]\s*$|\{:?\s*toc\b", "a table of contents", "leave it out: every page has one"),
    (r"(?:--8<--|\{!|@include|!include)", "an included file", _ITSELF),
    (r"[\u2022\u00b7\u25aa\u25e6\u2023\u25cf\u25cb\u25a0\u27a2]\s*\S", "a bullet of a word processor", "write '- ...'"),
    (r"[\u2610\u2611\u2612\u25a1]\s*\S", "a box of a word processor", "write '- [ ] ...'"),
    (r"[\u2010-\u2013\u2212]\s+\S", "a bullet of a word processor", "write '- ...', or put it on the line above"),
    (r"[\uff1a\ufe55]{2,}", "a block with other colons", "write ':::'"),
    (rf"{_WIDE}|(?:[-*+]|#{{2,}}|\d+[.)]){_WIDE}", "a space of a word processor", "write a plain one"),
    (r"-{2,}(?:\s+-{2,})+\s*$", "a table of Pandoc", "write rows '| a | b |' and '|---|---|' below the first"),
    (r"={2,}\s+\S", "a heading of AsciiDoc or a wiki", "write '## ...'"),
    (r"(?:h[1-6]|bq|bc|fn\d+)\.\s", "Textile", "write '## ' before a heading, '> ' before a quotation"),
    (r"(?:image|include|video|audio|toc)::", "a macro of AsciiDoc", "write ![words](media/name.png)"),
    (r"(?:#|\(?[a-z]|\(\d\d?|[ivx]{2,4})[.)]\s+\S", "an item of Pandoc's lists", _NUMBERED),
    (r"(?:\d{1,2}[.)]|[-+])[A-Za-z]", "an item without a space", "write a space behind the sign: '- ...' or '1. ...'"),
    (r"-{2,3}\s+[^-\s]", "a bullet of a wiki", "write '- ...', two spaces further in, or put it on the line above"),
    (r":(?![a-z0-9_+-]+:)[A-Za-z]", "a meaning without a space", "write ': ...' with a space behind the colon"),
    (r"~\s+\S", "a meaning of Pandoc", "write ': ...'"),
    (r"\+{3}\s*$", "front matter of Hugo", "the front matter is YAML between lines of '---', at the top"),
    (r"(?:import|export)\s.*\bfrom\s+['\"]", "a line of MDX", "leave it out"),
)  # fmt: skip

_ANYWHERE = _signs_with(
    ("{{", r"\{\{[<%].*?[>%]\}\}|\{\{[<%]", "a shortcode of Hugo or Quarto", _ITSELF),
    ("{{", r"\{\{[#/^>!].*?\}\}", "a tag of Handlebars or Mustache", _CONDITION),
    (
        "{%",
        r"\{%-?\s*(?:if|elif|elsif|else|unless|endif|case|when)\b.*?%\}",
        "a condition of Jinja or Liquid",
        _CONDITION,
    ),
    ("{%", r"\{%.*?%\}|\{%", "a tag of Jinja or Liquid", _ITSELF),
    ("<", r"<%.*?%>|<\?php", "code of a template language", _CONDITION),
    (
        "{",
        r"\{(?:\+\+|--|~~|==|>>).*?(?:\+\+|--|~~|==|<<)\}",
        "a change in CriticMarkup",
        "accept it or reject it first",
    ),
    ("{", r"\{:?\s*[.#][A-Za-z_-][^{}]*\}", "an attribute list of Pandoc or kramdown", _LOOK),
    ("{:", r"\{:{1,2}\s*[^{}]*\}", "an attribute list of kramdown", _LOOK),
    ("{", r"(?<=[\])*`\x00])\{[\w-]+=[^{}]*\}", "an attribute list of Pandoc or kramdown", _LOOK),
    (
        "\\",
        r"\\(?:\{\{[^{}]*\}\}|\[\[[^\[\]]*\]\])",
        "a backslash before a mark",
        "put what is read as typed into `code`",
    ),
    ("ftp", r"(?<!\()\bftps?://", "an address that browsers do not open", "write one that begins with https://"),
    ("[", r"(?<!\])\[[^\[\]]+\]\s+\(\x01", "a space in a link", "write [words](https://...) without it"),
    ("$$", r"\$\$", "a formula", _MATH),
    ("$", r"\$(?=[^\s$\d])[^$]*[^\s$]\$(?!\d)|\$\d[^$]*[\\^_={][^$]*\$(?!\d)", "a formula", _MATH),
    ("\\(", r"\\\([^()]*[\\^_={][^()]*\\\)", "a formula", _MATH),
    (
        "\\",
        r"\\(?:newpage|pagebreak|clearpage|begin|end|textbf|textit|emph|section|subsection|cite|ref|footnote)\b",
        "a command of LaTeX",
        "leave it out",
    ),
    ("^[", r"\^\[", "a note of Pandoc", "write [^a], and '[^a]: ...' on a line of its own"),
    ("[", r"\[-?@[\w:.-]+", "a citation of Pandoc", "write [[source:ID]], with an id of content/data/facts.yaml"),
    ("==", r"(?<![\w=])==(?=[^\s=])[^=]*[^\s=]==(?!=)", "a highlight", "write **...**"),
    ("++", r"(?<![\w+])\+\+(?=[^\s+])[^+]*[^\s+]\+\+(?!\+)", "an insertion", "write the words alone"),
    ("^", r"\^[^\s^\[\]]+\^", "a superscript of Pandoc", "write the sign itself, such as \u00b2"),
    ("~", r"(?<!~)~(?!~)[^\s~]+~(?!~)", "a subscript of Pandoc", "write the sign itself; struck out is ~~...~~"),
    (":", r":[a-z]+:(?=\x00)", "a role of reStructuredText", "write a link, [words](module:id)"),
    (":", r"(?<![\w:/]):[a-z][a-z0-9_+-]*:(?![\w:/])", "a picture sign by its name", "say it in words"),
    ("%%", r"%%.*?%%|^%%", "a comment of Obsidian", "leave it out: readers would see it"),
    ("^", r"(?<=\S)\s\^[A-Za-z][\w-]*$", "the name of a block in Obsidian", "leave it out"),
    (
        "[",
        r"\[(b|i|u|s|url|img|quote|code|color|size)(?:=[^\]]*)?\].*?\[/\1\]|\[url=",
        "BBCode",
        "write **...**, or [words](https://...)",
    ),
    (
        ":",
        r"(?<!\w)(?:link|xref|image|icon):(?=[^\s\[]*(?:\x01|\[))",
        "a macro of AsciiDoc",
        "write [words](https://...)",
    ),
    ("'''", r"'{3}", "bold of a wiki", "write **...**"),
    ("![[", r"!\[\[", "an embedded file of Obsidian", "write ![words](media/name.png)"),
    ("[", r"(?<![\]!])\[[^\[\]^]+\]\[[^\[\]]*\](?!\])", "a reference link", "write [words](https://...)"),
    ("\\", r"(?<!\\)(?:\\\\)*\\$", "a line break of CommonMark", "end the line with two spaces, or leave a blank line"),
    (
        "[",
        r"(?:[-*+]|\d+[.)])\s+\[[-/<>?!*~]\]\s",
        "a task of Obsidian",
        "write '- [ ] ...', or '- [x] ...' where done",
    ),
)  # fmt: skip

"""Each with what it cannot be without: a line of prose has none of these, and is not looked at."""

_WORDS = {
    "tip": ("note", "info", "hint", "seealso", "callout-note", "callout-tip", "admonition", "details"),
    "stop": ("warning", "danger", "caution", "error", "callout-warning", "callout-caution"),
    "confirm": ("important", "attention", "callout-important"),
    "say": ("quote", "blockquote", "example", "verse"),
}
_DRAWN = ("mermaid", "plantuml", "dot", "graphviz", "math", "latex", "d2")


def foreign_signs(line: str) -> list[Foreign]:
    """The signs of other kinds of text on a line, outside code and where no backslash is before them."""
    words = CODE.sub(lambda match: "\x00" * len(match.group()), line)
    plain = ADDRESS.sub(lambda match: "\x01" * len(match.group()), words)
    opening = CONTAINERS.match(plain)
    start = opening.end() if opening is not None else 0
    found = [(match, sign) for sign in _BEGINNINGS if (match := sign.pattern.match(words, start))][:1]
    for sign in [sign for needed, sign in _ANYWHERE if needed in plain]:
        for match in sign.pattern.finditer(plain):
            is_escaped = match.start() > 0 and plain[match.start() - 1] == "\\"
            is_taken = any(match.start() < other.end() and other.start() < match.end() for other, _ in found)
            if not is_escaped and not is_taken:
                found.append((match, sign))
    return [Foreign(match.start(), match.end(), sign.what, sign.advice) for match, sign in found]


def block_advice(words: str) -> str | None:
    """What to write instead of a block of another tool, such as `warning` or `{.content-visible when-profile="pro"}`.

    None where it is of none that is known.
    """
    name = words.strip("{} ").lstrip(".").partition(" ")[0].casefold()
    if name in ("content-visible", "content-hidden", "only", "ifconfig"):
        return "that is a condition of Quarto or Sphinx; write '::: when {facet: value}'"
    meant = next((kind for kind, names in _WORDS.items() if name in names), None)
    if meant is not None:
        return f"write '::: {meant}'"
    if words.startswith("{"):
        return "that is a division of Pandoc; write the text alone, or '::: tip'"
    return None


def code_advice(info: str) -> str | None:
    """What to write instead of code that other tools run or draw; None where it is just code."""
    if info.startswith("{"):
        return "that is a cell of Quarto or MyST, and nothing is run here; write the name of the language alone"
    if info.partition(" ")[0].casefold() in _DRAWN:
        return "that is drawn elsewhere, not here: put the drawing into content/media/ as SVG"
    return None
