"""One unit of work: repositories over one transaction, audit and outbox lines with the rows."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Engine

from shamay_desktop.domain.access import Actor
from shamay_desktop.storage.mapping.valuations import CaseEncoder
from shamay_desktop.storage.repositories.assets import SqlAssets
from shamay_desktop.storage.repositories.chats import SqlChats
from shamay_desktop.storage.repositories.evidence import SqlEvidence
from shamay_desktop.storage.repositories.market import SqlMarket
from shamay_desktop.storage.repositories.offices import SqlOffices
from shamay_desktop.storage.repositories.own_choices import SqlPhrases, SqlSavedViews
from shamay_desktop.storage.repositories.reviews import SqlReviews
from shamay_desktop.storage.repositories.sessions import SqlSessions
from shamay_desktop.storage.repositories.trail import SqlTrail
from shamay_desktop.storage.repositories.valuations import SqlValuations
from shamay_desktop.storage.repositories.versions import SqlVersions
from shamay_desktop.storage.scope import OfficeRows
from shamay_desktop.storage.side_indexes import SideIndexes
from shamay_desktop.storage.staging import Staging
from shamay_desktop.storage.transaction import Transaction
from shamay_desktop.usecases.chat_ports import Chats
from shamay_desktop.usecases.market_ports import Market
from shamay_desktop.usecases.ports import (
    Assets,
    Evidence,
    Offices,
    Phrases,
    SavedViews,
    Sessions,
    Trail,
    Valuations,
)
from shamay_desktop.usecases.sealing_ports import Reviews, Versions


class SqlUnitOfWork:
    """The port `UnitOfWork`. Without an actor there are only offices; the rest is not there."""

    offices: Offices
    valuations: Valuations
    sessions: Sessions
    evidence: Evidence
    assets: Assets
    phrases: Phrases
    views: SavedViews
    market: Market
    chats: Chats
    versions: Versions
    reviews: Reviews
    trail: Trail

    def __init__(self, engine: Engine, actor: Actor | None, now: Callable[[], datetime]) -> None:
        self._transaction = Transaction(engine)
        self._now = now
        self._trails: list[SqlTrail] = []
        self._offices = SqlOffices(self._transaction, now)
        self.offices = self._offices
        if actor is not None:
            self.act_as(actor)

    def act_as(self, actor: Actor) -> None:
        """Go on as this actor: the office's rows and its trail are there from now on."""
        rows, encoder = OfficeRows(self._transaction, actor, self._now), CaseEncoder()
        self._offices.act_as(actor)
        self.valuations = SqlValuations(rows, encoder)
        self.sessions = SqlSessions(rows, encoder)
        self.evidence = SqlEvidence(rows)
        self.assets = SqlAssets(rows)
        self.phrases = SqlPhrases(rows)
        self.views = SqlSavedViews(rows)
        side = SideIndexes(self._transaction)
        self.market = SqlMarket(rows, side, Staging(self._transaction, rows, side))
        self.chats = SqlChats(rows)
        self.versions = SqlVersions(rows)
        self.reviews = SqlReviews(rows)
        trail = SqlTrail(rows)
        self.trail = trail
        self._trails.append(trail)

    def commit(self) -> None:
        """Write the waiting audit lines and make everything durable."""
        for trail in self._trails:
            trail.flush()
        self._transaction.commit()

    def close(self) -> None:
        """Take back what was not committed."""
        self._transaction.close()
