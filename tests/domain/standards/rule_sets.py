"""The shipped rule sets, read once for the tests."""

from shamay_desktop.domain.standards import rule_set_of_text
from shamay_desktop.resource_files import resource

ISRAEL_TEXT = resource("rules", "israel.json").read_text(encoding="utf-8")
INTERNATIONAL_TEXT = resource("rules", "international.json").read_text(encoding="utf-8")
ISRAEL = rule_set_of_text(ISRAEL_TEXT)
INTERNATIONAL = rule_set_of_text(INTERNATIONAL_TEXT)
