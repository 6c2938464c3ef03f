"""A home with as many cases as a large office has: invented rows, written straight to the table."""

import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import insert

from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.records import Status, Valuation
from shamay_desktop.domain.titles import title_of
from shamay_desktop.storage.column_types import JsonText
from shamay_desktop.storage.mapping.valuations import CaseEncoder, identity_of, row_of
from shamay_desktop.storage.tables import valuations
from shamay_desktop.usecases.services import Services
from tests.storage import samples

STREETS = (
    "הזית", "הרצל", "ויצמן", "ז'בוטינסקי", "אלנבי", "בן־גוריון", "הגפן", "הדקל", "האורן", "הרימון",
    "התאנה", "השקמה", "הנרקיס", "הכלנית", "הצבעוני", "סוקולוב", "ביאליק", "אחד העם", "רוטשילד",
)  # fmt: skip
CITIES = (
    "חיפה", "ירושלים", "תל אביב", "רמת גן", "נתניה", "אשדוד", "באר שבע", "כפר סבא", "רעננה",
    "הרצלייה", "חולון", "בת ים",
)  # fmt: skip
CLIENTS = ("בנק הדוגמה בע״מ", "עיריית הדוגמה", "רבקה אלמוג", "נועה ברק", "אורי גולן", "תמר שפירא")
_STATES = (Status.DRAFT, Status.IN_PROGRESS, Status.READY, Status.SIGNED)
_LOT = 2000
_NOW = datetime(2026, 11, 2, 10, 0, tzinfo=UTC)


def fill(services: Services, actor: Actor, count: int) -> None:
    """Write so many cases with about 3 KB of values each; most are signed, as in an old office."""
    rows = _rows(actor, count)
    engine = services.database._engine  # type: ignore[attr-defined]  # a bench may
    while lot := list(islice(rows, _LOT)):
        with engine.begin() as connection:
            connection.execute(insert(valuations), lot)


def _rows(actor: Actor, count: int) -> Iterator[dict[str, Any]]:
    chance = random.Random(count)
    for number in range(count):
        case = samples.case(
            f"{number:032d}",
            report__reference=f"{1990 + number // 4000}-{number % 4000:04d}",
            client__name=chance.choice(CLIENTS),
            address__street=chance.choice(STREETS),
            address__house_number=str(chance.randint(1, 180)),
            address__city=chance.choice(CITIES),
            parcel__gush=str(chance.randint(6000, 7999)),
            parcel__helka=str(chance.randint(1, 400)),
            parcel__tat_helka=str(chance.randint(1, 80)),
        )
        made = Valuation(
            case.id,
            title_of(case),
            chance.choices(_STATES, (2, 6, 2, 90))[0],
            case,
            actor.user_id,
            final_valuation=Decimal(chance.randint(600, 9000)) * 1000,
        )
        yield {
            **row_of(replace(made, result=None), CaseEncoder()),
            **identity_of(case),
            "step4_data": _BALLAST,
            "organization_id": actor.organization_id,
            "id": made.id,
            "created_by_id": actor.user_id,
            "version": 1,
            "created_at": _NOW - timedelta(days=9000),
            "updated_at": _NOW - timedelta(seconds=chance.randint(0, 700_000_000)),
        }


_BALLAST = JsonText(f'{{"considerations.valuation":"{"מלל " * 400}"}}')
"""What else a row holds: the list must not have to read it."""


def bare_copy(services: Services, to: Path) -> sqlite3.Connection:
    """The same rows for the bare driver: only what a search needs, in one narrow table."""
    source = services.database._path  # type: ignore[attr-defined]
    connection = sqlite3.connect(to, isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute(
        "CREATE TABLE cases (id TEXT, title TEXT, status TEXT, client TEXT, updated_at TEXT,"
        " search_text TEXT)"
    )
    with closing(sqlite3.connect(source)) as rows:
        found = rows.execute(
            "SELECT id, title, status, client, updated_at, search_text FROM valuations"
        )
        connection.execute("BEGIN")
        connection.executemany("INSERT INTO cases VALUES (?, ?, ?, ?, ?, ?)", found)
        connection.execute("COMMIT")
    return connection
