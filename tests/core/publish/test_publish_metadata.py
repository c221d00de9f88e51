"""Metadata: nothing is lost in JSON, every property has its rules."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sample_release import METADATA

from curator.i18n import speaking
from curator.issues import Severity
from curator.publish.metadata import Contact, Metadata, Publisher, slug, with_defaults
from curator.publish.metadata_rules import (
    MESSAGES,
    is_siret,
    message,
    period_bound,
    problems,
    problems_of,
)

TEXT = st.text(max_size=20)


@settings(deadline=None, max_examples=50)
@given(
    st.builds(
        Metadata,
        title=TEXT,
        description=TEXT,
        publisher=st.builds(Publisher, name=TEXT, siret=TEXT),
        contact=st.builds(Contact, name=TEXT, mail=TEXT),
        licence=st.sampled_from(["lov2", "odc-odbl", "other"]),
        keywords=st.lists(TEXT.filter(bool), max_size=3).map(tuple),
        extra=st.dictionaries(st.sampled_from(["x", "hvd"]), st.integers(1)),
    )
)
def test_metadata_survive_their_descriptor(metadata: Metadata) -> None:
    assert Metadata.from_descriptor(metadata.to_descriptor()) == metadata


def test_what_has_another_form_is_kept_as_unknown() -> None:
    descriptor = {"title": "Arbres", "keywords": "a, b", "publisher": {"name": "X", "rank": 1}}
    read = Metadata.from_descriptor(descriptor)
    assert read.title == "Arbres"
    assert read.keywords == ()
    assert read.to_descriptor() | descriptor == read.to_descriptor()


def test_good_metadata_have_no_problem() -> None:
    assert problems(METADATA) == ()


@pytest.mark.parametrize(
    ("path", "value", "code", "severity"),
    [
        ("title", "", "title-missing", Severity.BLOCKING),
        ("title", "abc", "title-too-short", Severity.WARNING),
        ("title", "x" * 151, "title-too-long", Severity.WARNING),
        ("title", "Tableau", "title-generic", Severity.WARNING),
        ("description", "", "description-missing", Severity.BLOCKING),
        ("description", "x" * 100, "description-too-short", Severity.BLOCKING),
        ("publisher.name", " ", "publisher-missing", Severity.WARNING),
        ("publisher.siret", "", "siret-missing", Severity.WARNING),
        ("publisher.siret", "21920040900016", "siret-invalid", Severity.BLOCKING),
        ("contact.mail", "", "contact-missing", Severity.WARNING),
        ("contact.mail", "mairie", "mail-invalid", Severity.BLOCKING),
        ("contact.mail", "berthe.martin@ville.fr", "mail-personal", Severity.WARNING),
        ("licence", "", "licence-missing", Severity.BLOCKING),
        ("licence", "cc-by", "licence-unknown", Severity.BLOCKING),
        ("themes", (), "themes-missing", Severity.WARNING),
        ("themes", ("XXXX",), "theme-unknown", Severity.WARNING),
        ("keywords", (), "keywords-missing", Severity.WARNING),
        ("keywords", ("a",), "keyword-length", Severity.WARNING),
        ("temporal.start", "", "temporal-missing", Severity.WARNING),
        ("temporal.start", "01/01/2024", "temporal-invalid", Severity.BLOCKING),
        ("temporal.end", "2023", "temporal-order", Severity.BLOCKING),
        ("spatial.code", "", "spatial-missing", Severity.WARNING),
        ("spatial.code", "9204", "spatial-invalid", Severity.WARNING),
        ("spatial.granularity", "", "granularity-missing", Severity.WARNING),
        ("spatial.granularity", "planet", "granularity-unknown", Severity.WARNING),
        ("frequency", "", "frequency-missing", Severity.WARNING),
        ("frequency", "sometimes", "frequency-unknown", Severity.WARNING),
        ("issued", "", "date-missing", Severity.WARNING),
        ("modified", "2025-02-30", "date-invalid", Severity.WARNING),
        ("modified", "2024-12-31", "dates-order", Severity.WARNING),
        ("language", "de", "language-unknown", Severity.BLOCKING),
    ],
)
def test_every_property_tells_its_problem(
    path: str, value: object, code: str, severity: Severity
) -> None:
    found = problems_of(METADATA.setting(path, value), path)
    assert [(issue.code, issue.severity) for issue in found] == [(code, severity)]
    assert message(found[0])


def test_every_message_has_a_french_form() -> None:
    with speaking("fr"):
        for code in MESSAGES:
            issue = replace(problems(Metadata())[0], code=code)
            text = message(replace(issue, parameters={"n": 1, "min": 2, "max": 3, "value": "v"}))
            assert text != MESSAGES[code].format(n=1, min=2, max=3, value="v")


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024", "2024-01-01", "2024-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2024-12", "2024-12-01", "2024-12-31"),
        ("2023-06-15", "2023-06-15", "2023-06-15"),
    ],
)
def test_a_period_runs_from_its_first_to_its_last_day(text: str, first: str, last: str) -> None:
    assert str(period_bound(text)) == first
    assert str(period_bound(text, is_end=True)) == last


@pytest.mark.parametrize("text", ["2024-13", "2024-02-30", "24", "2024-1", ""])
def test_what_is_no_period_has_no_day(text: str) -> None:
    assert period_bound(text) is None


def test_sirets_of_the_post_office_follow_their_own_rule() -> None:
    assert is_siret("35600000000048")
    assert is_siret("35600000009075")
    assert not is_siret("35600000000049")


def test_file_names_are_made_of_plain_letters() -> None:
    assert (
        slug("Budget primitif 2024 – dépenses d’Œuvres !")
        == "budget-primitif-2024-depenses-d-oeuvres"
    )
    assert slug("///") == "donnees"
    assert slug("../../etc") == "etc"


def test_a_title_is_made_from_the_file_name_only_where_there_is_none() -> None:
    assert with_defaults(Metadata(), file_name="budget_2024.xlsx").title == "Budget 2024"
    assert with_defaults(METADATA, file_name="x.csv").title == METADATA.title
