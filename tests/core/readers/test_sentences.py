"""Every refusal, note and finding of reading, in both languages, as a table that people read.

``python -m tests.core.readers.test_sentences`` writes the table again after a text changed.
"""

from __future__ import annotations

import csv
from pathlib import Path

from babel.messages.pofile import read_po

from resources.translations.catalogues import extracted, po_path

TABLE = Path(__file__).resolve().parents[2] / "data" / "reading_sentences.csv"


def sentences() -> list[tuple[str, str]]:
    """English and French, in alphabetical order."""
    with po_path("readers", "fr").open("rb") as stream:
        catalog = read_po(stream, locale="fr")
    found = []
    for message in extracted("readers"):
        if message.id:
            french = catalog.get(message.id)
            found.append((str(message.id), str(french.string) if french else ""))
    return sorted(found)


def test_the_table_of_sentences_is_up_to_date() -> None:
    with TABLE.open(encoding="utf-8", newline="") as stream:
        rows = [tuple(row) for row in csv.reader(stream)]
    assert rows == [("english", "french"), *sentences()]


def test_every_sentence_has_a_french_one_with_the_same_placeholders() -> None:
    import string

    for english, french in sentences():
        assert french, english
        names = [
            {name for _t, name, _s, _c in string.Formatter().parse(text) if name}
            for text in (english, french)
        ]
        assert names[0] == names[1], english


if __name__ == "__main__":
    with TABLE.open("w", encoding="utf-8", newline="") as output:
        csv.writer(output, lineterminator="\n").writerows([("english", "french"), *sentences()])
