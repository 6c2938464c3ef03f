"""A Word file as the office's template: read whole or refused whole, and printed as it says."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from docx import Document
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement

from shamay_desktop.domain.access import Actor, Role
from shamay_desktop.domain.errors import NotAllowed, Refused
from shamay_desktop.domain.report_content import Bullets, Heading, PageBreak, Run, block_inlines
from shamay_desktop.domain.report_looks import FRANK_RUHL, HEEBO
from shamay_desktop.domain.report_templates.shipped import shipped_template
from shamay_desktop.domain.report_templates.template import Kind, Shape
from shamay_desktop.domain.report_templates.word_file import Weight
from shamay_desktop.domain.report_text import text_blocks
from shamay_desktop.i18n.isolates import strip_marks
from shamay_desktop.i18n.language import Language
from shamay_desktop.i18n.texts import load_texts
from shamay_desktop.reports.docx import write_docx
from shamay_desktop.reports.pdf import lay_out
from shamay_desktop.reports.pdf.drawing import Stroke, Words
from shamay_desktop.usecases.office.lint_words import lint_words
from shamay_desktop.usecases.office.practice import practice_of
from shamay_desktop.usecases.office.report_templates import save_template, templates_of
from shamay_desktop.usecases.office.template_files import read_template_file, write_template
from shamay_desktop.usecases.office.word_templates import WordTemplate, word_template
from shamay_desktop.usecases.report.template_preview import preview_template
from shamay_desktop.usecases.services import Services
from tests.reports.docx.reading import DocxFile, values
from tests.reports.test_schema import errors, parts_of
from tests.word_template_file import BODY, block_control, control, word_template_file

AT = datetime(2026, 11, 22, tzinfo=UTC)
END = (("", "{@value}"), ("", "{@declarations}"), ("", "{@signature}"))


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    return word_template_file(tmp_path / "office.dotx")


def read(services: Services, actor: Actor, path: Path, kind: Kind = Kind.FULL) -> WordTemplate:
    return word_template(services, actor, path, kind)


def codes(found: WordTemplate) -> list[tuple[str, str, str]]:
    return [(each.code, each.place, each.nearest) for each in found.errors]


def body_of(
    tmp_path: Path, services: Services, actor: Actor, lines: Sequence[tuple[str, str]]
) -> WordTemplate:
    return read(services, actor, word_template_file(tmp_path / "t.docx", lines, logo=False))


def test_a_word_file_when_taken_in_gives_its_order_words_looks_and_letterhead(
    services: Services, actor: Actor, sample: Path
) -> None:
    found = read(services, actor, sample)
    assert found.template is not None, found.lint
    template = found.template
    assert [plan.key for plan in template.chapters] == [
        "opening", "property", "rights", "planning", "factors", "calculation", "value"
    ]  # fmt: skip
    assert template.chapters[1].title.he == "הנכס וסביבתו"
    assert template.chapters[1].places == ("1.1", "1.2", "1.3", "own2")
    assert [each.role for each in template.fixed] == [
        Shape.BODY, Shape.BODY, Shape.BULLET, Shape.BULLET
    ]  # fmt: skip
    assert template.fixed[2].text.he == (
        "[? report.purpose = court: היא נערכה בידי {appraiser.name}.]"
    )
    assert template.fixed[3].each == "rights.owners"
    looks = template.looks
    assert (looks.body_font, looks.title_font) == (HEEBO, FRANK_RUHL)
    sizes = (looks.body_size, looks.chapter_size, looks.section_size, looks.line_pitch)
    assert list(map(str, sizes)) == ["11.5", "17", "13", "1.25"]
    margins = (looks.side_margin, looks.top_margin, looks.bottom_margin)
    assert list(map(float, margins)) == [28, 38, 31]
    assert looks.title_color == "1F3A5F"
    assert {"heading 1", "Office Warning"} <= {style.name for style in looks.word_styles}
    own = template.own_letterhead
    assert own is not None
    assert (own.name, own.slogan) == ("שמאות הגפן", "שמאים מאז 1987")
    assert own.strip == ("רחוב הגפן 3, נוף השקד",)
    assert own.logo is not None
    assert services.store.path(own.logo).is_file()


def test_a_word_template_when_saved_is_what_the_next_report_is_printed_by(
    services: Services, actor: Actor, sample: Path
) -> None:
    template = read(services, actor, sample).template
    assert template is not None
    save_template(services, actor, template)
    (kept,) = (each.current for each in templates_of(services, actor)
               if each.shipped.kind is Kind.FULL)  # fmt: skip
    assert kept.version == 1
    preview = preview_template(services, actor, kept, Language.HE)
    content = preview.arranged.content
    assert content.letterhead.name == "שמאות הגפן"
    assert content.letterhead.logo == template.own_letterhead.logo  # type: ignore[union-attr]  # asserted above
    lines = [strip_marks(line) for line in text_blocks(content)]
    assert "לכבוד המזמין: בהמשך לבקשתך מיום 02.11.2026, להלן השומה." in lines
    assert not any("ניתנת לבית המשפט" in line for line in lines)
    assert "1 הנכס וסביבתו" in lines
    (owners,) = (block for chapter in content.chapters for block in chapter.blocks
                 if isinstance(block, Bullets) and block.key == "fixed:w4")  # fmt: skip
    said = ["".join(run.text for run in item if isinstance(run, Run)) for item in owners.items]
    assert said == ["מיכל שדה-אור, 1/2", "אלון שדה-אור, 1/2"]
    fields = {(run.field, run.row) for run in block_inlines(owners) if isinstance(run, Run)}
    assert {field for field, _ in fields} == {"rights.owners", None}
    (heading,) = (block for chapter in content.chapters for block in chapter.blocks
                  if isinstance(block, Heading) and block.key == "own2")  # fmt: skip
    assert heading.title == "בעלי הזכויות"
    assert heading.number == "1.4"
    assert not lay_out(content, preview.pictures).without_glyph


def test_content_controls_when_named_are_fields_conditions_and_chapters(
    services: Services, actor: Actor, tmp_path: Path
) -> None:
    document = Document()
    control(document.add_paragraph("מזמין: "), "client.name")
    control(document.add_paragraph("לתשומת לב: "), "? client.kind = bank", "הבנק")
    first = document.add_paragraph("פסקה לבנק")
    second = document.add_paragraph("ועוד אחת")
    block_control(document, "? client.kind = bank", first, second)
    owner = document.add_paragraph("{.name}")
    block_control(document, "* rights.owners", owner)
    chapter = document.add_paragraph("כאן הפרק")
    block_control(document, "@value", chapter)
    for _, words in END[1:]:
        document.add_paragraph(words)
    path = tmp_path / "controls.docx"
    document.save(str(path))
    found = read(services, actor, path)
    assert found.template is not None, found.lint
    assert [(each.text.he, each.each) for each in found.template.fixed] == [
        ("מזמין: {client.name}", ""),
        ("לתשומת לב: [? client.kind = bank: הבנק]", ""),
        ("[? client.kind = bank: פסקה לבנק]", ""),
        ("[? client.kind = bank: ועוד אחת]", ""),
        ("{.name}", "rights.owners"),
    ]
    assert found.template.places()[-3:] == ("value", "declarations", "signature")


@pytest.mark.parametrize(
    ("line", "code", "nearest"),
    [
        ("לכבוד {שם המזמיןן}", "field", "שם המזמין"),
        ("{client.nmae}", "field", "client.name"),
        ("[? report.purpos = court: x]", "field", "report.purpose"),
        ("[? report.purpose = curt: x]", "code", "court"),
        ("{addressee = womn: לה | *: לו}", "code", "woman"),
        ("[* rights.ownrs: {.name}]", "list", "rights.owners"),
        ("[* rights.owners: {.nme}]", "field", ".name"),
        ("{@פתיחח}", "chapter", "פתיח"),
        ("{@1.9}", "chapter", ""),
        ("ראו {@1.1} כאן", "chapter_inside", ""),
        ("[? client.name", "place", ""),
        ("{client.name", "bracket", ""),
        ("{=greeting}", "phrase", ""),
        ("[? client.kind = bank:", "unclosed", ""),
        ("]", "unopened", ""),
        ("{@value}", "twice", ""),
    ],
)
def test_a_line_when_something_in_it_is_not_known_is_named_with_its_place_and_the_nearest(
    services: Services, actor: Actor, tmp_path: Path, line: str, code: str, nearest: str
) -> None:
    lines = (*END, ("", line)) if code in {"unclosed", "twice"} else (("", line), *END)
    found = body_of(tmp_path, services, actor, lines)
    assert found.template is None
    place = str(len(END) + 1 if lines[0] == END[0] else 1)
    named = {(each, where): near for each, where, near in codes(found)}
    assert (code, place) in named, named
    if nearest:
        assert named[code, place] == nearest
    assert "report_templates" not in practice_of(services, actor)


def test_marks_of_direction_when_word_put_them_into_a_tag_do_not_matter(
    services: Services, actor: Actor, tmp_path: Path
) -> None:
    lines = (("", "\u200fלכבוד {\u200eclient.name\u200f}"), *END)
    template = body_of(tmp_path, services, actor, lines).template
    assert template is not None
    assert template.fixed[0].text.he == "לכבוד {client.name}"


def test_several_unknown_tags_when_in_one_line_are_each_named(
    services: Services, actor: Actor, tmp_path: Path
) -> None:
    lines = (("", "{client.nmae} ו{client.namee} מתוך [? repot.date: {report.date}]"), *END)
    given = [each.given for each in body_of(tmp_path, services, actor, lines).errors]
    assert given == ["client.nmae", "client.namee", "repot.date"]


def test_a_mandatory_section_when_it_does_not_stand_in_the_file_is_named(
    services: Services, actor: Actor, tmp_path: Path
) -> None:
    found = body_of(tmp_path, services, actor, (("", "{@1}"),))
    assert [each.given for each in found.errors] == ["value", "declarations", "signature"]
    texts = load_texts(Language.HE)
    assert "הצהרה" in lint_words(found.errors[1], texts)


def test_everything_else_when_asked_for_prints_each_section_once(
    services: Services, actor: Actor, tmp_path: Path
) -> None:
    lines = (("Heading 1", "תחילה השווי"), ("", "{@value}"), ("", "{@כל היתר}"))
    template = body_of(tmp_path, services, actor, lines).template
    assert template is not None
    places = [place for plan in template.chapters for place in plan.places]
    assert places[0] == "value"
    assert len(places) == len(set(places)) == 24
    assert {"declarations", "signature", "annex_photos"} <= set(places)


def test_a_page_break_when_it_stands_between_words_is_printed(
    services: Services, actor: Actor, tmp_path: Path
) -> None:
    document = Document()
    document.add_paragraph("לפני")
    document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    document.add_paragraph("אחרי")
    for _, words in END:
        document.add_paragraph(words)
    path = tmp_path / "break.docx"
    document.save(str(path))
    template = read(services, actor, path).template
    assert template is not None
    content = preview_template(services, actor, template, Language.HE).arranged.content
    kinds = [type(block) for block in content.chapters[0].blocks]
    assert kinds.count(PageBreak) == 1


@pytest.mark.parametrize(
    ("tag", "code"),
    [("w:tbl", "table"), ("w:altChunk", "outside"), ("w:subDoc", "outside")],
)
def test_what_a_report_cannot_print_when_it_stands_in_the_file_refuses_it_by_name(
    services: Services, actor: Actor, tmp_path: Path, tag: str, code: str
) -> None:
    document = Document()
    for _, words in END:
        document.add_paragraph(words)
    document.paragraphs[1]._p.addprevious(OxmlElement(tag))
    path = tmp_path / "foreign.docx"
    document.save(str(path))
    found = read(services, actor, path)
    assert found.template is None
    assert (code, "1", "") in codes(found)


def test_a_font_that_is_not_installed_when_named_is_noted_and_the_usual_one_printed(
    services: Services, actor: Actor, tmp_path: Path
) -> None:
    document = Document()
    document.styles["Normal"].font.name = "Nobody Has This"
    for _, words in END:
        document.add_paragraph(words)
    path = tmp_path / "font.docx"
    document.save(str(path))
    found = read(services, actor, path)
    assert found.template is not None
    assert ("font_not_installed", "body_font") in [(each.code, each.place) for each in found.lint]
    assert all(each.weight is Weight.NOTE for each in found.lint)


def test_a_template_when_written_to_a_file_and_taken_in_elsewhere_brings_its_logo(
    services: Services, actor: Actor, sample: Path, tmp_path: Path
) -> None:
    template = read(services, actor, sample).template
    assert template is not None
    assert template.own_letterhead is not None
    written = write_template(services, actor, template, tmp_path / "t.json")
    logo = services.store.path(template.own_letterhead.logo or "")
    logo.chmod(0o600)
    logo.unlink()
    assert read_template_file(services, actor, written) == template
    assert logo.is_file()


def test_the_logo_of_a_kept_template_when_the_store_is_looked_over_is_known(
    services: Services, actor: Actor, sample: Path
) -> None:
    template = read(services, actor, sample).template
    assert template is not None
    assert template.own_letterhead is not None
    save_template(services, actor, template)
    with services.database.work(actor) as work:
        assert template.own_letterhead.logo in set(work.evidence.hashes())


@pytest.mark.parametrize("missing", ["value", "declarations", "signature"])
def test_an_offices_template_when_it_leaves_a_mandatory_part_out_is_not_saved_by_name(
    services: Services, actor: Actor, missing: str
) -> None:
    shipped = shipped_template(Kind.COURT)
    with pytest.raises(Refused) as refused:
        save_template(services, actor, replace(shipped, without=frozenset({missing})))
    assert refused.value.code == f"report_template_without_{missing}"
    for language in Language:
        assert load_texts(language).has(f"errors.{refused.value.code}")
    assert "report_templates" not in practice_of(services, actor)


def test_a_word_file_when_read_by_who_does_not_manage_the_office_is_refused(
    services: Services, actor: Actor, sample: Path
) -> None:
    with pytest.raises(NotAllowed):
        word_template(services, replace(actor, role=Role.APPRAISER), sample, Kind.FULL)


def test_every_remark_when_told_has_words_in_both_languages(
    services: Services, actor: Actor, tmp_path: Path
) -> None:
    lines = (("", "{client.nmae}"), ("", "{@1.9}"), ("Heading 1", "{client.name}"), *BODY)
    found = body_of(tmp_path, services, actor, lines)
    assert len(found.lint) > 2
    for language in Language:
        for each in found.lint:
            assert lint_words(each, load_texts(language))


def test_a_word_template_when_printed_is_under_the_word_file_and_says_the_same_in_both(
    services: Services, actor: Actor, sample: Path, tmp_path: Path
) -> None:
    template = read(services, actor, sample).template
    assert template is not None
    preview = preview_template(services, actor, template, Language.HE)
    content, pictures = preview.arranged.content, preview.pictures
    write_docx(content, pictures, tmp_path / "report.docx", created=AT)
    word = DocxFile(tmp_path / "report.docx")
    assert word.lines() == text_blocks(content)
    styles = word.part("styles")
    names = values(styles, ".//w:style/w:name/@w:val")
    assert "Office Warning" in names
    assert len(names) == len(set(names))
    ids = values(styles, ".//w:style/@w:styleId")
    assert len(ids) == len(set(ids))
    assert set(values(styles, ".//w:basedOn/@w:val")) <= set(ids)
    title = ".//w:style[@w:styleId='Heading1']"
    assert values(styles, f"{title}/w:pPr/w:spacing/@w:before") == ["420"]
    assert values(styles, f"{title}/w:rPr/w:color/@w:val") == ["1F3A5F"]
    assert values(styles, f"{title}/w:rPr/w:sz/@w:val") == ["34"]
    found = {name: errors(root) for name, root in parts_of(tmp_path / "report.docx").items()}
    assert {name: each for name, each in found.items() if each} == {}
    opened = Document(str(tmp_path / "report.docx"))
    assert opened.styles["Office Warning"].font.bold is True
    colours = {
        mark.colour
        for page in lay_out(content, pictures).pages
        for placed in page.content
        if placed.key.startswith(("chapter:", "heading:"))
        for mark in placed.marks
        if isinstance(mark, Words | Stroke)
    }
    assert colours == {"1F3A5F"}
