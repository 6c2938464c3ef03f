"""Keys of pictures: what they name, and those that name nothing that can be shown."""

import pytest

from shamay_desktop.domain.picture_keys import Drawn, DrawnKind, PictureKey, picture_key_of

SHA = "a" * 64
FACE = "0123abcd"


@pytest.mark.parametrize(
    ("key", "named"),
    [
        (SHA, PictureKey(SHA)),
        (f"{SHA}#3", PictureKey(SHA, 3)),
        (f"{SHA}@0,100,500,900", PictureKey(SHA, 0, (0, 100, 500, 900))),
        (f"{SHA}#12@1,2,3,4", PictureKey(SHA, 12, (1, 2, 3, 4))),
        (
            f"{SHA}#2!map:row-1:{FACE}",
            PictureKey(SHA, 2, None, Drawn(DrawnKind.MAP, "row-1", FACE)),
        ),
        (
            f"{SHA}!plan:a%3A%40b:{FACE}@0,0,500,500",
            PictureKey(SHA, 0, (0, 0, 500, 500), Drawn(DrawnKind.PLAN, "a:@b", FACE)),
        ),
    ],
)
def test_a_key_when_read_then_names_what_it_was_made_of(key: str, named: PictureKey) -> None:
    assert picture_key_of(key) == named
    assert str(named) == key


@pytest.mark.parametrize(
    "key",
    [
        "logo",
        f"{SHA}@",
        f"{SHA}@5,5,5,5",
        f"{SHA}@0,0,1001,9",
        f"{SHA}@a,b,c,d",
        f"{SHA}!film:r:{FACE}",
    ],
)
def test_a_key_when_it_names_no_part_then_is_a_whole_file(key: str) -> None:
    assert picture_key_of(key) == PictureKey(key)
