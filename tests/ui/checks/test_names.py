"""Who gave a value is called by name where sources are told; strangers keep their address."""

from shamay_desktop.domain.case import Origin, Provenance, State, Value
from shamay_desktop.domain.reading.claim import Claim
from shamay_desktop.i18n.isolates import strip_marks
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui.checks.claims_model import ClaimsModel
from shamay_desktop.ui.checks.lines import Kind, Line
from shamay_desktop.ui.people import People

DANA, GUEST = "Dana@example.com", "guest@example.org"
AT = "2026-03-19T08:00:00+00:00"


def typed_by(email: str, at: str | None = AT) -> Line:
    """What stands in the case, with who typed it."""
    value = Value(State.VALUE, "רביעית", Provenance(Origin.TYPED, by=email, at=at))
    return Line(Kind.CLAIM, claim=Claim(value, None, None, "unit.registered_floor"))


def test_a_person_of_the_office_when_told_of_then_is_called_by_name_as_soon_as_it_is_known(
    hebrew: Texts,
) -> None:
    people = People()
    model = ClaimsModel(hebrew, people.named)
    people.changed.connect(model.note_names)
    model.show([typed_by(DANA), typed_by(GUEST), typed_by(DANA, None)])
    assert DANA in model.words_at(0, 1)
    people.note({DANA.casefold(): "דנה לוי"})
    for row in (0, 2):
        assert "דנה לוי" in strip_marks(model.words_at(row, 1))
        assert DANA not in model.words_at(row, 1)
    assert GUEST in model.words_at(1, 1)
