"""Lists and tables of which a part is under a condition: with the signs of blocks taken out they are one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.diagnostics import Diagnostics, Span
from generator.model.module import TASK_OPEN, Block, Body, Node, Run, Text
from generator.prose.blocks import read_blocks
from generator.prose.lines import indent_of, is_row
from generator.prose.nodes import Listing, Paragraph, TextTable


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a list or table, its number in the file, and the arms it is in, from the outside in."""

    text: str
    number: int
    arms: tuple[Span, ...]


def join_runs(body: Body, diagnostics: Diagnostics) -> Body:
    """A body in which items and rows under a condition are part of the list or table around them.

    Text that is indented like that of an item, where a block ended the list, is reported.
    """
    waiting = list(body)
    done: list[Node] = []
    while waiting:
        node = waiting.pop(0)
        if isinstance(node, Block) and _is_of_items(node):
            _join(node, done, waiting)
            continue
        _report_orphan(node, done, diagnostics)
        done.append(node)
    return tuple(done)


def _join(block: Block, done: list[Node], waiting: list[Node]) -> None:
    """Add a block of items or rows, with what before and behind it belongs to the same list or table."""
    members: list[Node] = [block]
    before, tail = _last_block(done[-1]) if done and isinstance(done[-1], Text) else (None, None)
    if tail is not None and _is_one([tail, block]):
        members.insert(0, tail)
        done.pop()
        if before is not None:
            done.append(before)
    while waiting:
        first, rest = _first_block(waiting[0]) if isinstance(waiting[0], Text) else (waiting[0], None)
        if isinstance(first, Block) and not _is_of_items(first):
            break
        if not isinstance(first, Text | Block) or not _is_one([*members, first]):
            break
        members.append(first)
        waiting.pop(0)
        if rest is not None:
            waiting.insert(0, rest)
            break
    if not any(isinstance(one, Text) for one in members):
        done.append(block)
        waiting[:0] = members[1:]
        return
    done.append(_run(members))


def _run(members: list[Node]) -> Run:
    lines = [line for member in members for line in _lines(member)]
    numbers = tuple(line.number for line in lines)
    first = next(one for one in members if isinstance(one, Text | Block))
    whole = Text("\n".join(line.text for line in lines), Span(first.span.path, numbers[0]), numbers)
    return Run(tuple(members), whole, tuple(line.arms for line in lines))


def _lines(node: Node, arms: tuple[Span, ...] = ()) -> Iterator[_Line]:
    """The lines of a node in their order, the arms of blocks one after the other."""
    match node:
        case Text():
            for number, text in enumerate(node.markdown.split("\n")):
                yield _Line(text, node.place(number).line, arms)
        case Block():
            for one in node.arms:
                for inner in one.body:
                    yield from _lines(inner, (*arms, one.span))
        case Run():
            for number, (text, own) in enumerate(zip(node.whole.markdown.split("\n"), node.arms, strict=True)):
                yield _Line(text, node.whole.place(number).line, (*arms, *own))


def _is_of_items(block: Block) -> bool:
    """Whether every arm of a block is items of one list, or rows without a head, and nothing else."""
    arms = [arm.body for arm in block.arms if arm.body]
    if not arms or any(not isinstance(one, Text | Run | Block) for body in arms for one in body):
        return False
    return all(_is_items([line.text for one in body for line in _lines(one)]) for body in arms)


def _is_items(lines: list[str]) -> bool:
    blocks = read_blocks(lines)
    if len(blocks) == 1 and isinstance(blocks[0], Listing):
        return True
    return all(is_row(line) for line in lines) and not any(isinstance(one, TextTable) for one in blocks)


def _is_one(members: list[Node]) -> bool:
    """Whether the lines of several nodes are one list, of tasks or of none, or one table."""
    lines = [line for member in members for line in _lines(member)]
    blocks = read_blocks([line.text for line in lines])
    if len(blocks) != 1:
        return False
    if not isinstance(blocks[0], Listing):
        head = blocks[0].line
        return isinstance(blocks[0], TextTable) and not any(line.arms for line in lines[head : head + 2])
    return _is_of_a_kind(blocks[0]) and _is_whole(blocks[0], len(lines), [line.arms for line in lines], ())


def _is_whole(listing: Listing, end: int, arms: list[tuple[Span, ...]], around: tuple[Span, ...]) -> bool:
    """Whether an item that is left out takes nothing with it that is under another condition.

    `end` is the line behind the list; `around` are the arms of the item that holds it.
    """
    ends = [item.line for item in listing.items[1:]] + [end]
    for item, stop in zip(listing.items, ends, strict=True):
        own = arms[item.line]
        if own[: len(around)] != around:
            return False
        inner = [number for number, block in enumerate(item.blocks) if isinstance(block, Listing)]
        starts = [block.line for block in item.blocks] + [stop]
        held = {line for number in inner for line in range(starts[number], starts[number + 1])}
        if any(arms[line] != own for line in range(item.line, stop) if line not in held):
            return False
        for number in inner:
            block = item.blocks[number]
            assert isinstance(block, Listing)
            if not _is_whole(block, starts[number + 1], arms, own):
                return False
    return True


def _is_of_a_kind(listing: Listing) -> bool:
    firsts = (item.blocks[0] if item.blocks else None for item in listing.items)
    return len({isinstance(one, Paragraph) and one.text.startswith(TASK_OPEN) for one in firsts}) == 1


def _last_block(text: Text) -> tuple[Text | None, Text]:
    """A text cut before its last block."""
    return _cut(text, read_blocks(text.markdown.split("\n"))[-1].line)


def _first_block(text: Text) -> tuple[Text, Text | None]:
    """A text cut behind its first block."""
    blocks = read_blocks(text.markdown.split("\n"))
    if len(blocks) == 1:
        return text, None
    first, rest = _cut(text, blocks[1].line)
    assert first is not None
    return first, rest


def _cut(text: Text, at: int) -> tuple[Text | None, Text]:
    if at == 0:
        return None, text
    lines = text.markdown.split("\n")
    beyond = max(number for number in range(at) if lines[number].strip()) + 1
    return _part(text, lines, 0, beyond), _part(text, lines, at, len(lines))


def _part(text: Text, lines: list[str], first: int, beyond: int) -> Text:
    numbers = tuple(text.place(number).line for number in range(first, beyond))
    return Text("\n".join(lines[first:beyond]), Span(text.span.path, numbers[0]), numbers)


def _report_orphan(node: Node, done: list[Node], diagnostics: Diagnostics) -> None:
    """Report text that is indented like an item's, where it is not an item's."""
    previous = done[-1] if done else None
    for text in _beginnings(node):
        if not indent_of(text.markdown) or is_row(text.markdown.lstrip()):
            continue
        is_behind_list = isinstance(previous, Block | Run) or (
            isinstance(previous, Text) and isinstance(read_blocks(previous.markdown.split("\n"))[-1], Listing)
        )
        if is_behind_list and isinstance(read_blocks(text.markdown.split("\n"))[0], Paragraph):
            diagnostics.error(
                "text-of-no-item",
                "this is indented like the text of an item, but a block comes between",
                text.place(0),
                "put the whole item into the block, or begin at the left margin",
            )


def _beginnings(node: Node) -> Iterator[Text]:
    """The texts a node begins with."""
    if isinstance(node, Text):
        yield node
    elif isinstance(node, Block):
        for arm in node.arms:
            if arm.body:
                yield from _beginnings(arm.body[0])
