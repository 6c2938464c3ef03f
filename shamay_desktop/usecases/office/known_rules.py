"""The rules of an office as they were last read, so that no look at a case asks the database."""

import threading

from shamay_desktop.domain.standards import RuleSet


class KnownRules:
    """One rule set an office; safe for threads. What is forgotten is read anew when next asked."""

    def __init__(self) -> None:
        self._sets: dict[str, RuleSet] = {}
        self._lock = threading.Lock()

    def of(self, organization_id: str) -> RuleSet | None:
        """The office's rules, None when they have to be read."""
        with self._lock:
            return self._sets.get(organization_id)

    def keep(self, organization_id: str, rules: RuleSet) -> RuleSet:
        """Remember an office's rules; returns them."""
        with self._lock:
            self._sets[organization_id] = rules
        return rules

    def forget(self, organization_id: str) -> None:
        """Have them read anew: they were changed, or may have been by another program."""
        with self._lock:
            self._sets.pop(organization_id, None)
