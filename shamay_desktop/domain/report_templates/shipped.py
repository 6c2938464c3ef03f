"""The templates that the program brings, from resources/report_templates."""

import json
from functools import cache

from shamay_desktop.domain.report_templates.codec import (
    Orders,
    chapters_of_json,
    template_of_json,
)
from shamay_desktop.domain.report_templates.template import Kind, Order, ReportTemplate
from shamay_desktop.resource_files import resource


@cache
def orders() -> Orders:
    """The chapters of each order."""
    raw = json.loads(resource("report_templates", "orders.json").read_text(encoding="utf-8"))
    return {order: chapters_of_json(raw[order.value]) for order in Order}


@cache
def shipped_template(kind: Kind) -> ReportTemplate:
    """A shipped template."""
    path = resource("report_templates", f"{kind.value}.json")
    return template_of_json(json.loads(path.read_text(encoding="utf-8")), orders())
