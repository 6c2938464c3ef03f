"""Revision 0003 with rows in the tables: what it fills, and what going back leaves."""

from dataclasses import replace

from sqlalchemy import Engine, text

from shamay_desktop.domain.evidence import DocType, KindBy
from shamay_desktop.storage.database import SqlDatabase
from shamay_desktop.storage.engine import sqlite_path
from shamay_desktop.storage.migrate import migrate
from tests.storage import samples
from tests.storage.samples import found_office

BEFORE = "0002"


def _place(engine: Engine) -> SqlDatabase:
    url = engine.url
    return SqlDatabase(sqlite_path(url) or url.render_as_string(hide_password=False))


def _filled(engine: Engine) -> None:
    database = _place(engine)
    actor = found_office(database, "משרד", "dana@example.org")
    made = samples.valuation(actor)
    with database.work(actor) as work:
        work.valuations.add(made)
        for kind in DocType:
            paper = replace(samples.document(actor, made.id), doc_type=kind)
            work.evidence.add_document(replace(paper, kind_by=KindBy.CONTENT))
            work.evidence.add_extraction(samples.extraction(actor, paper))
        work.evidence.add_image(samples.image(actor, made.id))
        work.commit()
    database.close()


def test_kinds_when_the_revision_comes_were_said_by_a_person_but_for_other(
    engine: Engine,
) -> None:
    migrate(engine)
    _filled(engine)
    migrate(engine, BEFORE)
    migrate(engine)
    with engine.connect() as connection:
        rows = connection.execute(text("SELECT doc_type, kind_by FROM documents"))
        told = {row.doc_type: row.kind_by for row in rows}
    assert told == {
        kind.value: (KindBy.NAME if kind is DocType.OTHER else KindBy.PERSON).value
        for kind in DocType
    }


def test_the_revision_when_taken_back_leaves_the_papers_and_what_stands_of_them(
    engine: Engine,
) -> None:
    migrate(engine)
    _filled(engine)
    asked = text("SELECT id, file_name, extracted, rotation FROM documents ORDER BY id")
    with engine.connect() as connection:
        before = connection.execute(asked).all()
    migrate(engine, BEFORE)
    with engine.connect() as connection:
        assert connection.execute(asked).all() == before
        columns = connection.execute(text("SELECT * FROM documents")).keys()
        photo = connection.execute(text("SELECT * FROM images")).keys()
        office = connection.execute(text("SELECT * FROM organizations")).keys()
    assert "kind_by" not in columns
    assert not {"sharpness", "brightness"} & set(photo)
    assert "rules" not in office
