"""The one place that reads the clock and the environment for a date."""

from __future__ import annotations

import datetime as dt
import os
import time

from generator.errors import UsageError


def today() -> dt.date:
    """The day a command counts from: SOURCE_DATE_EPOCH (UTC) where set, else the local day.

    Raises UsageError where that is beyond all days.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch and epoch.isdigit():
        try:
            return dt.datetime.fromtimestamp(int(epoch), dt.UTC).date()
        except (OSError, OverflowError, ValueError):
            raise UsageError(f"SOURCE_DATE_EPOCH is too far away: {epoch}", "write seconds since 1970") from None
    return dt.date.today()


class SystemClock:
    """The real time."""

    def now(self) -> float:
        """Seconds since 1970."""
        return time.time()

    def sleep(self, seconds: float) -> None:
        """Wait."""
        time.sleep(seconds)
