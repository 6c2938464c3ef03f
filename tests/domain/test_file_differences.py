"""Papers and photos of two states: what came, went, moved or is shown otherwise."""

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from shamay_desktop.domain.evidence import DocSource, DocType, Document, Image, RoomType
from shamay_desktop.domain.file_differences import (
    Aspect,
    FileChange,
    FileDifferences,
    ShownFile,
    decode_file,
    encode_file,
    file_differences,
    shown_files,
)

AT = datetime(2026, 11, 2, tzinfo=UTC)


def paper(name: str, **said: object) -> Document:
    """A paper whose bytes are its name's."""
    made = Document(name, "c", DocType.TABU, f"{name}.pdf", name, name, next(iter(DocSource)), AT)
    return replace(made, **said)  # type: ignore[arg-type]


def photo(name: str, **said: object) -> Image:
    """A photo whose bytes are its name's."""
    made = Image(name, "c", f"{name}.jpg", name, name, AT)
    return replace(made, **said)  # type: ignore[arg-type]


def test_files_when_some_come_and_some_go_then_each_is_named() -> None:
    before, after = shown_files([paper("a")], []), shown_files([], [photo("b")])
    assert file_differences(before, after) == FileDifferences(("b.jpg",), ("a.pdf",))


def test_a_photo_when_worded_turned_and_put_in_front_then_each_is_a_change() -> None:
    before = shown_files([], [photo("a", caption="סלון")])
    after = shown_files(
        [], [photo("a", caption="מטבח", rotation=90, front=True, room_type=RoomType.KITCHEN)]
    )
    assert file_differences(before, after).changed == (
        FileChange("a.jpg", True, Aspect.KIND, "OTHER", "KITCHEN"),
        FileChange("a.jpg", True, Aspect.CAPTION, "סלון", "מטבח"),
        FileChange("a.jpg", True, Aspect.TURN, "0", "90"),
        FileChange("a.jpg", True, Aspect.FRONT, "", "yes"),
    )


def test_one_photo_when_moved_behind_the_others_then_it_alone_moved() -> None:
    before = shown_files([], [photo(name) for name in "abcd"])
    after = shown_files([], [photo(name) for name in "bcda"])
    moved = FileChange("a.jpg", True, Aspect.PLACE)
    assert file_differences(before, after).changed == (moved,)


def test_a_photo_when_another_goes_before_it_then_it_did_not_move() -> None:
    before = shown_files([], [photo(name) for name in "abc"])
    after = shown_files([], [photo(name) for name in "bc"])
    assert file_differences(before, after) == FileDifferences((), ("a.jpg",))


_FILES = st.lists(
    st.builds(
        photo,
        st.sampled_from("abcdefgh"),
        caption=st.text(max_size=4),
        rotation=st.sampled_from((0, 90, 180, 270)),
        front=st.booleans(),
    ),
    unique_by=lambda each: each.sha256,
    max_size=8,
)


@given(_FILES)
def test_files_when_compared_with_themselves_then_nothing_differs(photos: list[Image]) -> None:
    files = shown_files([paper("p")], photos)
    assert not file_differences(files, files)


@given(_FILES, _FILES)
def test_two_states_when_they_differ_then_something_is_told(
    before: list[Image], after: list[Image]
) -> None:
    old, new = shown_files([], before), shown_files([], after)
    assert bool(file_differences(old, new)) is (old != new)


@given(_FILES)
def test_files_when_kept_and_read_back_then_are_the_same(photos: list[Image]) -> None:
    for file in shown_files([paper("p", caption="נסח")], photos):
        assert decode_file(encode_file(file)) == file


def test_a_kept_file_when_it_is_none_then_is_passed_over() -> None:
    assert decode_file("a.pdf") is None
    assert decode_file({"name": "a.pdf"}) is None
    odd = decode_file({"sha256": "a", "shown": {"colour": "red", "turn": 90}})
    assert odd == ShownFile("a", "", is_photo=False, shown={Aspect.TURN: "90"})
