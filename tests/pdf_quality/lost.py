"""Words of a handbook's HTML that its PDF does not print as often."""

from __future__ import annotations

import html
import re
from collections import Counter
from unicodedata import normalize

from tests.pdf_quality.printed import Printed

HEAD, FOOT = 55, 46
"""Points at the top and the bottom of a page that hold the running head and the page's number."""

LONG = 20
"""Letters of a word that may be broken where a line ends."""

_LEFT_OUT = re.compile(r"<(head|style|svg)\b.*?</\1>", re.DOTALL)
_BLOCK = re.compile(r"</?(?:p|div|h\d|li|ul|ol|t[a-z]+|section|figure|figcaption|blockquote|br|pre|dl|dt|dd)\b[^>]*>")
_TAG = re.compile(r"<[^>]*>")
_WORD = re.compile(r"[^\W\d_]+|\d")
_ADDRESS = re.compile(r"https?://\S+|[\w.+-]+@[\w.-]+|\b(?:[\w-]+\.)+[a-z]{2,}/\S*")


def lost_words(page: str, printed: Printed) -> Counter[str]:
    """The words and digits, each with how many times it is missing.

    Long words and addresses may be broken where a line ends, so they are looked for in one run:
    as a reader goes through the page, or as it was drawn, since two columns may be read across.
    """
    text = normalize("NFC", html.unescape(_TAG.sub("", _BLOCK.sub(" ", _LEFT_OUT.sub(" ", page)))))
    addresses = Counter(_ADDRESS.findall(text))
    wanted = Counter(_WORD.findall(_ADDRESS.sub(" ", text))) + addresses
    height = printed.sizes[0][1]
    body = [normalize("NFC", word.text) for word in printed.words if word.page == 1 or HEAD < word.top < height - FOOT]
    found = Counter(one for word in body for one in _WORD.findall(word))
    runs = ("".join(body), "".join(printed.as_drawn.split()))
    lost: Counter[str] = Counter()
    for word, count in wanted.items():
        seen = max(run.count(word) for run in runs) if word in addresses or len(word) > LONG else found[word]
        if seen < count:
            lost[word] = count - seen
    return lost
