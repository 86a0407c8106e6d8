"""`guidegen publish`: the built site to a branch of a git repository."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator import text
from generator.app.applicants import everybody
from generator.app.gate import pass_check
from generator.app.opened import Opened, open_project
from generator.app.progress import Progress
from generator.app.stopwatch import Stopwatch
from generator.cache import cache_folder, keep, read_json
from generator.errors import RefusedError
from generator.model.delivery import DEFAULT_PUBLISH
from generator.model.manifest import Manifest
from generator.publish.branch import PublishReport, publish_branch
from generator.publish.git import open_git, without_password
from generator.publish.identifying import (
    IdentifyingValue,
    Leak,
    identifying_addresses,
    identifying_ids,
    identifying_values,
)
from generator.publish.privacy import PrivacyScan, refuse
from generator.publish.remote import pages_address, remote_address
from generator.publish.site import Site
from generator.send.ledger_file import look_into
from generator.write.manifest import read_manifest

CLEAN = "clean.json"
PAGES_LIMIT = 1 << 30
FILE_LIMIT = 100 << 20
"""What GitHub takes: a site of one gigabyte, a file of 100 megabytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishRequest:
    """What to publish. `environment` is what git sees of the outside."""

    root: Path
    site: Path
    handbooks: Path
    rosters: tuple[Path, ...]
    today: dt.date
    environment: Mapping[str, str]
    overwrite: bool = False
    dry_run: bool = False
    strict: bool = False


@dataclass(frozen=True, slots=True)
class Published:
    """What was done, where the site will be, and what the office should know."""

    report: PublishReport
    remote: str
    address: str | None
    notes: tuple[str, ...]


def publish(request: PublishRequest, progress: Progress, watch: Stopwatch) -> Published:
    """Check, scan for personal data, then put the site on its branch.

    Raises ProjectError, UsageError, RefusedError or OutputError; nothing is pushed then.
    """
    opened = open_project(request.root, request.today, watch)
    pass_check(request.root, request.today, watch, people=False, strict=request.strict)
    site = Site(request.site, read_manifest(request.site, "public"))
    _refuse_incomplete(site.manifest, [*opened.project.personas, *opened.project.examples])
    with watch.stage("privacy"):
        scan = PrivacyScan(_values(opened, request))
        _scan(site, scan, cache_folder(request.root) / CLEAN, progress)
    settings = opened.project.settings
    publishing = settings.publish or DEFAULT_PUBLISH
    with watch.stage("git"), open_git(request.root, cache_folder(request.root), request.environment) as git:
        remote = remote_address(git, publishing.remote)
        report = publish_branch(
            git, remote, publishing, settings.title, site, overwrite=request.overwrite, dry_run=request.dry_run
        )
    address = pages_address(remote, publishing.domain)
    url = settings.site.url if settings.site else None
    return Published(report, without_password(remote), address, tuple(_notes(site, address, url, report)))


def _refuse_incomplete(manifest: Manifest, personas: Iterable[str]) -> None:
    """A site goes up whole or not at all."""
    built = {one.profile for one in manifest.files.values()}
    missing = [name for name in personas if name not in built]
    if missing:
        listed = ", ".join(missing[:5]) + (" ..." if len(missing) > 5 else "")
        guides = text.counted(len(missing), "guide", "guides")
        raise RefusedError(f"the built site lacks {guides} ({listed}); run 'guidegen build' without -p")


def _values(opened: Opened, request: PublishRequest) -> list[IdentifyingValue]:
    """What identifies anybody we know of: in profiles and rosters, in the handbooks, in the ledger."""
    people = everybody(opened, request.rosters)
    invented = {one.id for one in people if one.fictional}
    handbooks = read_manifest(request.handbooks, "private").files.values() if request.handbooks.exists() else ()
    known = {one.profile for one in handbooks if one.profile is not None}
    with look_into(request.root / "mail") as ledger:
        sendings = [] if ledger is None else ledger.all()
    addresses = [(one.profile, one.address) for one in sendings if one.profile not in invented]
    known |= {one.profile for one in sendings}
    return [
        *identifying_values(people),
        *identifying_ids(known - invented - {one.id for one in people}),
        *identifying_addresses(addresses),
    ]


def _scan(site: Site, scan: PrivacyScan, memory: Path, progress: Progress) -> None:
    """Look through every file; one that was clean for the same people is not looked through again."""
    clean = _read_clean(memory, scan.digest)
    seen: set[str] = set()
    found: list[Leak] = []
    for path, content in progress.over(site, "files to look through", len(site.manifest.files) + 1):
        written = site.manifest.files.get(path)
        name = f"{path} {written.sha256}" if written else ""
        if name not in clean:
            fresh = scan.findings(path, content)
            found += fresh
            if fresh:
                continue
        seen.add(name)
    refuse(found)
    keep(memory, json.dumps({"values": scan.digest, "clean": sorted(seen - {""})}))


def _read_clean(memory: Path, digest: str) -> frozenset[str]:
    try:
        known = read_json(memory)
        return frozenset(known["clean"]) if known["values"] == digest else frozenset()
    except (KeyError, TypeError):
        return frozenset()


def _notes(site: Site, address: str | None, url: str | None, report: PublishReport) -> Iterator[str]:
    if site.foreign:
        listed = ", ".join(site.foreign[:3]) + (" ..." if len(site.foreign) > 3 else "")
        yield f"{len(site.foreign)} files in {site.root.name}/ are not guidegen's and are not published: {listed}"
    if address is not None and (url or "").rstrip("/") != address.rstrip("/"):
        says = f"says {url}" if url else "does not say so"
        yield f"the site will be at {address}, and guidegen.yaml {says} (site: url:); its 'not found' page needs it"
    if address is not None and report.size > PAGES_LIMIT:
        yield f"the site has {report.size / 1e9:.1f} GB; GitHub Pages shows at most 1 GB"
    for path, written in site.manifest.files.items():
        if address is not None and written.size > FILE_LIMIT:
            yield f"{path} has {written.size / 1e6:.0f} MB; GitHub takes files of at most 100 MB"
