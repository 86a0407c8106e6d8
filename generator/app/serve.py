"""`guidegen serve`: the project as it is being written, on this machine, only what is looked at built."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from generator.app.preview import Preview
from generator.preview.changes import Changes
from generator.preview.server import PreviewServer
from generator.preview.watch import watch_files
from generator.resources import theme_dir

WATCHED = ("guidegen.yaml", "content", "profiles", "templates")


@dataclass(frozen=True, slots=True, kw_only=True)
class ServeRequest:
    """What to preview, and where."""

    root: Path
    today: dt.date
    port: int


def serve(request: ServeRequest, tell: Callable[[str], None]) -> None:
    """Serve the preview until interrupted; `tell` is given its address.

    Raises UsageError where the port is taken. What is wrong in the project is shown in the browser.
    """
    changes = Changes()
    preview = Preview(request.root, request.today, changes)
    stop = threading.Event()
    paths = [*(request.root / name for name in WATCHED), theme_dir()]
    with PreviewServer(request.port, preview.respond, changes) as server:
        watcher = threading.Thread(target=watch_files, args=(paths, preview.refresh, stop), daemon=True)
        watcher.start()
        tell(server.address)
        try:
            server.serve_forever()
        finally:
            stop.set()
            watcher.join(2)
