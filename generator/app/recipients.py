"""Who gets a handbook: for each applicant their files, whether these are current, and the words of their message."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from generator.app.applicants import HANDBOOKS, PeopleSource, find_people
from generator.app.opened import Opened
from generator.app.progress import Progress
from generator.app.typed import folder_words, typed
from generator.diagnostics import Diagnostics, Failure
from generator.errors import ProfileError, ProjectError, RefusedError, UsageError
from generator.load.corrections import PATTERN
from generator.logic.seal import Seal
from generator.model.attachment_names import attachment_names
from generator.model.guide import Guide
from generator.model.line_kinds import QUESTION
from generator.model.mailbox import whole_address
from generator.model.manifest import NAME
from generator.model.output import ALL_NAMES, FILES, HANDBOOK
from generator.model.pass_phrase import WEAK_ADVICE, weakness
from generator.model.profile import Applicant
from generator.render.files import FileRenderer
from generator.render.mail import MailRenderer
from generator.send.causes import Cause, causes_between, is_left
from generator.send.histories import read_history
from generator.send.plan import GOING, History, Turn
from generator.send.recipient import FileState, Keeping, MailWords, Recipient, state_of
from generator.send.substance import changes_between, substance_of
from generator.write.manifest import read_manifest
from generator.write.secret import project_secret

SHOWN = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class RecipientsRequest:
    """Whom to consider: who has only changes of the kinds or fields of `left` keeps the handbook they have.

    `ask` asks for the pass phrase of a person who has none; without it nobody is asked.
    """

    handbooks: Path
    source: PeopleSource
    only: tuple[str, ...]
    today: dt.date
    strict: bool
    ask: Callable[[str], str] | None = None
    left: frozenset[str] = frozenset()


@dataclass(slots=True)
class Recipients:
    """What is due to everybody considered, and the recipients of this run in the order of their ids.

    `left_out` gives the reason for each person who has no handbook to send, `causes` what changed for those who get
    another one; `keeping` are those for whom that was not worth a message.
    """

    turns: dict[str, Turn] = field(default_factory=dict)
    going: list[Recipient] = field(default_factory=list)
    left_out: dict[str, Failure] = field(default_factory=dict)
    keeping: list[Keeping] = field(default_factory=list)
    causes: dict[str, frozenset[Cause]] = field(default_factory=dict)


def find_recipients(
    opened: Opened, request: RecipientsRequest, past: Mapping[str, History], progress: Progress
) -> Recipients:
    """Everybody with a handbook, and what is due to them.

    Raises ProjectError with everything that is wrong with anybody, UsageError where there are no handbooks,
    RefusedError where handbooks are not those of the project as it is.
    """
    watched = _watched(opened.root, request)
    people = find_people(opened, request.source, request.only, request.handbooks)
    finder = _Finder(opened, request, past, watched)
    found = Recipients(left_out=dict(people.wrong))
    for applicant in progress.over(people.applicants, "applicants to compare", len(people.applicants)):
        finder.consider(applicant, found)
    if finder.diagnostics.has_errors:
        raise ProjectError(finder.diagnostics)
    finder.refuse_outdated()
    return found


def _watched(root: Path, request: RecipientsRequest) -> dict[Path, FileState | None]:
    """The files that everything rests on, as they are before they are read."""
    files = [request.handbooks / NAME]
    files += request.source.files or sorted((root / "profiles" / "applicants").glob("*.yaml"))
    files += sorted(request.handbooks.glob(PATTERN)) if request.source.roster else []
    return {file: state_of(file) for file in files}


class _Finder:
    def __init__(
        self,
        opened: Opened,
        request: RecipientsRequest,
        past: Mapping[str, History],
        watched: Mapping[Path, FileState | None],
    ) -> None:
        self.opened, self.request, self.past, self.watched = opened, request, past, watched
        self.manifest = read_manifest(request.handbooks, "private")
        if not self.manifest.files:
            again = self.typed("handbooks", *request.source.words)
            raise UsageError(f"there are no handbooks in {request.handbooks}; make them first: {again}")
        settings = opened.project.settings
        assert settings.mail is not None
        self.mail, self.title = settings.mail, settings.title
        theme, self.seal = opened.theme(), Seal(project_secret(opened.root))
        self.files = FileRenderer(
            opened.project,
            theme,
            opened.fragments,
            self.seal,
            frozenset(ALL_NAMES),
            lambda profile: profile,
            today=request.today,
            histories=partial(read_history, opened.root / "mail"),
        )
        assert self.files.handbooks is not None
        self.words = MailRenderer(settings=settings, theme=theme, today=request.today)
        self.diagnostics = Diagnostics()
        self.outdated: list[str] = []

    def consider(self, applicant: Applicant, found: Recipients) -> None:
        """One person: into the queue, or left out with the reason."""
        written = {
            kind.file: self.manifest.files[path].sha256
            for kind in FILES
            if (path := f"{applicant.id}/{kind.file}") in self.manifest.files
        }
        if HANDBOOK.file not in written:
            found.left_out[applicant.id] = Failure.saying("there is no handbook yet")
            return
        try:
            guide = self.opened.choose(applicant).guide
        except ProfileError as error:
            found.left_out[applicant.id] = error.failure
            return
        address = whole_address(applicant.email)
        history = self.past.get(applicant.id, History())
        substance = substance_of(guide)
        sent = history.last_sent
        changes = [] if sent is None else changes_between(sent.substance, substance)
        turn = self.turn(applicant, history, substance, written, found)
        found.turns[applicant.id] = turn
        if turn is Turn.MOVED:
            self.report(
                "address-changed", "this is not the address the last handbook went to", applicant,
                f"if it is right: {self.typed('send', 'resolve', applicant.id, '--resend')}",
            )  # fmt: skip
        if turn not in GOING:
            return
        self.check(applicant, guide, written)
        pass_phrase = self.pass_phrase(applicant)
        attached = tuple(written)[: 1 if pass_phrase else None]
        words = self.words.render(guide, attached, changes, is_protected=bool(pass_phrase))
        found.going.append(
            Recipient(
                profile=applicant.id,
                name=applicant.name,
                address=address,
                folder=self.request.handbooks / applicant.id,
                files=written,
                stamps=dataclasses.asdict(self.seal.stamp(guide)),
                words=MailWords(*words),
                substance=substance,
                watched=self.watched,
                pass_phrase=pass_phrase,
                called=attachment_names(self.mail.attachments, self.title, applicant.id, applicant.name),
            )
        )

    def turn(
        self,
        applicant: Applicant,
        history: History,
        substance: Mapping[str, Any],
        written: Mapping[str, str],
        found: Recipients,
    ) -> Turn:
        """What is due to one person; notes what changed, and whether that is worth a message."""
        address, known = whole_address(applicant.email), history.known
        causes = frozenset() if known is None else causes_between(known.substance, substance)
        turn = history.turn(address, has_changed=known is None or bool(causes))
        if turn is not Turn.CHANGED:
            return turn
        if is_left(causes, self.request.left):
            found.keeping.append(Keeping(profile=applicant.id, address=address, files=written, substance=substance))
            return Turn.KEPT
        found.causes[applicant.id] = causes
        return turn

    def pass_phrase(self, applicant: Applicant) -> str | None:
        """What protects the handbook, where something does."""
        pass_phrase = applicant.pass_phrase
        if pass_phrase is None and self.request.ask is not None:
            pass_phrase = self.request.ask(f"Pass phrase for {applicant.id}")
        if pass_phrase is None:
            return None
        weak = weakness(pass_phrase, applicant.name, applicant.email)
        if weak is not None:
            self.report("weak-pass-phrase", weak, applicant, WEAK_ADVICE)
        return pass_phrase

    def check(self, applicant: Applicant, guide: Guide, written: Mapping[str, str]) -> None:
        """Whether the files are those this guide gives today, and with `strict` whether it leaves nothing open."""
        artifacts, source = self.files.render(guide)
        today = {Path(one.path).name: hashlib.sha256(one.content).hexdigest() for one in artifacts}
        assert source is not None
        is_current = self.manifest.files[f"{applicant.id}/{HANDBOOK.file}"].key == source.key and all(
            today[name] == sha256 for name, sha256 in written.items() if name != HANDBOOK.file
        )
        if not is_current:
            self.outdated.append(applicant.id)
        if self.request.strict and guide.entries(QUESTION):
            listed = ", ".join(question.label for question in guide.entries(QUESTION)[:SHOWN])
            more = " ..." if len(guide.entries(QUESTION)) > SHOWN else ""
            self.report("open-questions", f"the handbook leaves questions open: {listed}{more}", applicant)

    def refuse_outdated(self) -> None:
        """Stop where the folder holds other handbooks than the project gives today.

        Raises RefusedError.
        """
        if self.outdated:
            listed = ", ".join(self.outdated[:SHOWN]) + (" ..." if len(self.outdated) > SHOWN else "")
            again = self.typed("handbooks", *self.request.source.words)
            raise RefusedError(
                f"{len(self.outdated)} handbooks are not what the project gives on {self.request.today} ({listed}); "
                f"make them again ({again}), or give --as-of the day they were made on"
            )

    def typed(self, *words: str) -> str:
        """A command about the same handbooks."""
        return typed(self.opened.root, *words, *folder_words(self.opened.root, self.request.handbooks, HANDBOOKS))

    def report(self, code: str, message: str, applicant: Applicant, suggestion: str | None = None) -> None:
        """Something wrong with one person, at their file or row."""
        self.diagnostics.error(code, f"{applicant.id}: {message}", applicant.span, suggestion)
