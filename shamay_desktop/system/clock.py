"""What time it is."""

import time
from datetime import UTC, date, datetime


class SystemClock:
    """The machine's clock; tests give the use cases another one."""

    def now(self) -> datetime:
        """The moment, aware and in UTC."""
        return datetime.now(UTC)

    def today(self) -> date:
        """The date where the machine stands: what a person means by today."""
        return datetime.now().astimezone().date()

    def monotonic(self) -> float:
        """Seconds that never turn back, for waiting and measuring only."""
        return time.monotonic()
