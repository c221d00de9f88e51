"""The rules of the audit, by what they look at.

A rule is a generator of ``HiddenFinding``. ``@sheet_rule`` looks at one sheet of an XLSX while its
cells are still being parsed (it waits for them only where it asks for them), ``@cell_rule`` once
they are, ``@book_rule`` at the rest of its container, ``@ods_rule`` at an OpenDocument spreadsheet,
``@xls_rule`` at a BIFF workbook, ``@xlsb_rule`` at the binary parts of an XLSB, ``@xml_rule`` at
SpreadsheetML 2003, ``@html_rule`` at a page. A new vector is a new rule in a module named in
``MODULES``.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from typing import Any

from curator.errors import SourceError
from curator.i18n import N_
from curator.readers.model import HiddenFinding
from curator.severity import Severity

Rule = Callable[[Any], Iterator[HiddenFinding]]

MODULES = (
    "curator.readers.audit.xlsx_sheets",
    "curator.readers.audit.xlsx_cells",
    "curator.readers.audit.xlsx_frame",
    "curator.readers.audit.xlsx_notes",
    "curator.readers.audit.xlsx_data",
    "curator.readers.audit.xlsx_objects",
    "curator.readers.audit.xlsx_properties",
    "curator.readers.audit.xlsx_parts",
    "curator.readers.audit.ods_content",
    "curator.readers.audit.ods_parts",
    "curator.readers.audit.ods_cells",
    "curator.readers.audit.xls_book",
    "curator.readers.audit.xls_streams",
    "curator.readers.audit.xls_data",
    "curator.readers.audit.xlsb",
    "curator.readers.audit.xlsb_cells",
    "curator.readers.audit.markup",
)

# What the wrong bytes in a part lead to.
BROKEN = (
    ValueError, KeyError, IndexError, TypeError, AttributeError, struct.error, SourceError,
    OverflowError, RecursionError,
)  # fmt: skip

MOST_TEXTS = 2000
"""Texts that one finding hands to the personal-data scan."""

_rules: dict[str, list[Rule]] = {
    "sheet": [],
    "cells": [],
    "book": [],
    "ods": [],
    "xls": [],
    "xlsb": [],
    "xml": [],
    "html": [],
}


def _register(kind: str) -> Callable[[Rule], Rule]:
    def add(rule: Rule) -> Rule:
        if rule in _rules[kind]:
            raise ValueError(f"{rule.__name__} is registered twice")
        _rules[kind].append(rule)
        return rule

    return add


sheet_rule = _register("sheet")
cell_rule = _register("cells")
book_rule = _register("book")
ods_rule = _register("ods")
xls_rule = _register("xls")
xlsb_rule = _register("xlsb")
xml_rule = _register("xml")
html_rule = _register("html")


def findings(kind: str, subject: Any) -> list[HiddenFinding]:
    """What every rule of ``kind`` (a key of ``_rules``) finds in ``subject``."""
    for module in MODULES:
        import_module(module)
    return [finding for rule in _rules[kind] for finding in _applied(rule, subject)]


def _applied(rule: Rule, subject: Any) -> Iterator[HiddenFinding]:
    """The findings of a rule; damage that stops it is a finding too, never silence."""
    try:
        yield from rule(subject)
    except BROKEN:
        yield found(
            "not-checked",
            rule.__name__.replace("_", "-"),
            N_(
                "A part of the file is damaged and could not be searched for hidden content"
                " ({rule}). It is not exported."
            ),
            rule=rule.__name__.replace("_", " "),
        )


def found(
    kind: str,
    location: str,
    message: str,
    *,
    severity: Severity = Severity.WARNING,
    texts: Iterable[str] = (),
    **parameters: Any,
) -> HiddenFinding:
    """One finding; ``texts`` without blanks and repeats."""
    kept = dict.fromkeys(text for text in texts if text and text.strip())
    return HiddenFinding(
        kind=kind,
        location=location,
        message=message,
        severity=severity,
        parameters=parameters,
        texts=tuple(kept)[:MOST_TEXTS],
    )
