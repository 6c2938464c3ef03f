"""Keeping phrases in a real database: whose they are, codes, roles, files, counting."""

from dataclasses import replace
from pathlib import Path

import pytest

from shamay_desktop.domain.access import Actor, Role
from shamay_desktop.domain.errors import NotAllowed, Refused
from shamay_desktop.domain.ids import new_id
from shamay_desktop.domain.records import Membership, Person, Phrase
from shamay_desktop.i18n.language import Language
from shamay_desktop.usecases.phrases.bank import (
    count_use,
    phrases_of,
    remove_phrase,
    save_phrase,
)
from shamay_desktop.usecases.phrases.exchange import (
    as_csv,
    as_json,
    read_phrases,
    starter_phrases,
    take_in,
    take_in_file,
    write_phrases,
)
from shamay_desktop.usecases.services import Services


@pytest.fixture
def appraiser(services: Services, actor: Actor) -> Actor:
    """Another person of the office, who is no administrator."""
    user = new_id()
    with services.database.work(actor) as work:
        work.offices.save_person(Person(user, "noa@example.com", "נועה כהן"))
        work.offices.save_membership(
            Membership(new_id(), actor.organization_id, user, Role.APPRAISER)
        )
        work.commit()
    return Actor(user, "noa@example.com", "נועה כהן", actor.organization_id, Role.APPRAISER)


def own(actor: Actor, code: str = "גמר", text: str = "גמר רגיל", **more: object) -> Phrase:
    """A phrase of the actor's."""
    return Phrase(new_id(), code, "", text, user_id=actor.user_id, **more)  # type: ignore[arg-type]  # a test's own


def test_phrase_when_saved_then_it_is_seen_with_a_title_and_only_by_its_person(
    services: Services, actor: Actor, appraiser: Actor
) -> None:
    phrases = save_phrase(services, actor, own(actor, "=גמר ", "  גמר רגיל  "))
    assert [(each.code, each.title, each.text) for each in phrases] == [
        ("גמר", "גמר רגיל", "גמר רגיל")
    ]
    assert phrases_of(services, appraiser) == ()


def test_office_phrase_when_saved_then_all_see_it_and_only_administrators_change_it(
    services: Services, actor: Actor, appraiser: Actor
) -> None:
    office = replace(own(actor), user_id=None)
    save_phrase(services, actor, office)
    assert [each.id for each in phrases_of(services, appraiser)] == [office.id]
    with pytest.raises(NotAllowed):
        save_phrase(services, appraiser, replace(office, text="אחר"))
    with pytest.raises(NotAllowed):
        remove_phrase(services, appraiser, office.id)
    with pytest.raises(NotAllowed):
        # taking the office's phrase over as one's own would take it from all others
        save_phrase(services, appraiser, replace(office, user_id=appraiser.user_id))
    assert phrases_of(services, actor)[0].text == "גמר רגיל"


def test_code_when_it_is_taken_then_the_second_is_refused_by_name(
    services: Services, actor: Actor
) -> None:
    save_phrase(services, actor, own(actor, "Gmr"))
    with pytest.raises(Refused) as refused:
        save_phrase(services, actor, own(actor, "gMR", "אחר"))
    assert refused.value.code == "phrase_code_taken"
    assert refused.value.facts == {"given": "gMR", "title": "גמר רגיל"}
    assert len(phrases_of(services, actor)) == 1


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"text": "  "}, "phrase_empty"),
        ({"code": "שתי מילים"}, "phrase_code_wrong"),
        ({"text": "ביום {תאריך שאין}"}, "phrase_placeholder_unknown"),
        ({"field_id": "unit.rooms"}, "phrase_field_unknown"),
        ({"field_id": "nothing"}, "phrase_field_unknown"),
        ({"fills": {"rights.owners": "רות"}}, "phrase_field_unknown"),
        ({"text": "א" * 20_001}, "phrase_too_long"),
    ],
)
def test_phrase_when_it_cannot_be_used_then_it_is_refused_with_the_reason(
    services: Services, actor: Actor, more: dict[str, object], code: str
) -> None:
    with pytest.raises(Refused) as refused:
        save_phrase(services, actor, replace(own(actor), **more))  # type: ignore[arg-type]  # a test's own
    assert refused.value.code == code
    assert phrases_of(services, actor) == ()


def test_phrase_when_used_and_then_edited_then_its_count_stays(
    services: Services, actor: Actor
) -> None:
    phrase = own(actor)
    save_phrase(services, actor, phrase)
    count_use(services, actor, phrase.id)
    phrases = count_use(services, actor, phrase.id)
    assert phrases[0].used == 2
    saved = save_phrase(services, actor, replace(phrase, text="גמר אחר"))
    assert (saved[0].text, saved[0].used) == ("גמר אחר", 2)
    assert remove_phrase(services, actor, phrase.id) == ()
    assert count_use(services, actor, phrase.id) == ()


@pytest.mark.parametrize("name", ["phrases.json", "phrases.csv"])
def test_phrases_when_written_and_taken_in_elsewhere_then_they_are_the_same(
    services: Services, actor: Actor, appraiser: Actor, tmp_path: Path, name: str
) -> None:
    fills = {"unit.rooms": "4"}
    texts = ('=SUM(1)\nשורה "שנייה", ופסיק', "'מירכא", "-טקסט")
    for number, text in enumerate(texts):
        save_phrase(services, actor, own(actor, f"k{number}", text, fills=fills))
    target = write_phrases(services, actor, tmp_path / name, phrases_of(services, actor))
    taken = take_in_file(services, appraiser, target)
    assert (taken.added, taken.refused) == (3, ())
    assert [each.text for each in phrases_of(services, appraiser)] == list(texts)
    assert all(dict(each.fills) == fills for each in phrases_of(services, appraiser))
    again = take_in_file(services, appraiser, target)
    assert (again.added, again.refused) == (0, ())


def test_csv_when_a_text_looks_like_a_formula_then_a_spreadsheet_sees_text(actor: Actor) -> None:
    assert "'=SUM(1)" in as_csv([own(actor, "a", "=SUM(1)")])


def test_file_when_a_code_is_there_already_then_the_rest_is_taken_in_and_it_is_named(
    services: Services, actor: Actor
) -> None:
    save_phrase(services, actor, own(actor, "גמר"))
    offered = [own(actor, "גמר", "אחר"), own(actor, "חדש", "חדש"), own(actor, "ריק", " ")]
    taken = take_in(services, actor, offered)
    assert taken.added == 1
    assert [problem.code for problem in taken.refused] == ["phrase_code_taken", "phrase_empty"]
    assert {each.code for each in phrases_of(services, actor)} == {"גמר", "חדש"}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.json", b"{"),
        ("a.json", b"[]"),
        ("a.json", b'{"phrases": [{"code": "x"}]}'),
        ("a.json", b'{"phrases": 5}'),
        ("a.json", b'{"phrases": {"a": 1}}'),
        ("a.json", b"[1]"),
        ("a.json", b"\xff\xfe"),
        ("a.csv", b"code,title\nx,y\n"),
        ("a.csv", 'text,fills\nא,"[1"\n'.encode()),
    ],
)
def test_file_when_it_holds_no_phrases_then_it_is_refused_by_name(
    name: str, content: bytes
) -> None:
    with pytest.raises(Refused) as refused:
        read_phrases(content, Path(name))
    assert refused.value.code == "phrases_broken"
    assert refused.value.facts["file"] == name
    assert "object" not in str(refused.value.facts["reason"])


def test_file_when_missing_or_empty_then_it_is_refused(
    services: Services, actor: Actor, tmp_path: Path
) -> None:
    (tmp_path / "empty.json").touch()
    for name, code in (("gone.json", "file_missing"), ("empty.json", "file_empty")):
        with pytest.raises(Refused) as refused:
            take_in_file(services, actor, tmp_path / name)
        assert refused.value.code == code


@pytest.mark.parametrize("language", Language)
def test_starters_when_taken_in_then_every_one_is_a_good_phrase(
    services: Services, actor: Actor, language: Language
) -> None:
    starters = starter_phrases(language)
    taken = take_in(services, actor, starters)
    assert (taken.added, taken.refused) == (len(starters), ())
    assert len(starters) >= 12
    assert read_phrases(as_json(starters).encode(), Path("x.json"))[0].text == starters[0].text
