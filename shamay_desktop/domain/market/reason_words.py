"""The sentence of a reason, of a column and of a needed part of a mapping."""

from shamay_desktop.domain.fields import registry
from shamay_desktop.domain.market.rows import Reason
from shamay_desktop.i18n.texts import Texts

_COLUMNS = {column.id: column for column in registry.BY_ID["comparables"].columns}


def words_of_reason(reason: Reason, texts: Texts) -> str:
    """What was found about a row or an import, in the language of the texts."""
    facts = dict(reason.facts)
    if reason.column:
        facts["column"] = words_of_target(reason.column, texts)
    return texts(f"imports.reason_{reason.code}", **facts)


def words_of_target(target: str, texts: Texts) -> str:
    """What a column becomes; of alternatives (divided by "|") all of them."""
    return f" {texts('imports.or')} ".join(_target(each, texts) for each in target.split("|"))


def _target(target: str, texts: Texts) -> str:
    if texts.has(f"imports.column_{target}"):
        return texts(f"imports.column_{target}")
    column = _COLUMNS.get(target)
    return target if column is None else column.label(texts.language)
