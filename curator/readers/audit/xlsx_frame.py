"""What stands around the cells of a sheet: headers, links, lists, scenarios."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from curator.i18n import N_
from curator.readers.audit.registry import found, sheet_rule
from curator.readers.audit.xlsx import SheetView, attribute
from curator.readers.model import HiddenFinding
from curator.readers.workbook.package import local
from curator.severity import Severity


@sheet_rule
def headers_and_footers(sheet: SheetView) -> Iterator[HiddenFinding]:
    """Texts printed above and below each page."""
    texts = [e.text for group in sheet.elements("headerFooter") for e in group.iter() if e.text]
    if any(text.strip() for text in texts):
        yield found(
            "header-footer",
            sheet.name,
            N_("The sheet “{sheet}” has page headers or footers. They are not exported."),
            severity=Severity.NOTE,
            texts=texts,
            sheet=sheet.name,
        )


@sheet_rule
def hyperlinks(sheet: SheetView) -> Iterator[HiddenFinding]:
    """Addresses, paths and tips behind the text of cells."""
    targets: list[str] = []
    links = sheet.elements("hyperlink")
    for link in links:
        relation = attribute(link, "id")
        targets.append(sheet.relations.get(relation, ("", "", False))[1])
        targets += [link.get("tooltip", ""), link.get("location", ""), link.get("display", "")]
    if links:
        yield found(
            "hyperlinks",
            sheet.name,
            N_(
                "Cells of the sheet “{sheet}” carry links whose address is not their text "
                "({count} in all). The addresses are not exported."
            ),
            severity=Severity.NOTE,
            texts=targets,
            count=len(links),
            sheet=sheet.name,
        )


@sheet_rule
def validations(sheet: SheetView) -> Iterator[HiddenFinding]:
    """Lists of allowed values, and messages of input prompts."""
    texts: list[str] = []
    for rule in sheet.elements("dataValidation"):
        texts += [rule.get(n, "") for n in ("prompt", "promptTitle", "error", "errorTitle")]
        texts += [
            e.text or "" for e in rule.iter() if local(e.tag) in ("formula1", "formula2", "f")
        ]
    if any(texts):
        yield found(
            "data-validation",
            sheet.name,
            N_(
                "The sheet “{sheet}” has input rules with lists or messages. They are not exported."
            ),
            severity=Severity.NOTE,
            texts=texts,
            sheet=sheet.name,
        )


@sheet_rule
def scenarios(sheet: SheetView) -> Iterator[HiddenFinding]:
    """Other values that the cells can be given."""
    groups = sheet.elements("scenario")
    if groups:
        yield found(
            "scenario",
            sheet.name,
            N_("The sheet “{sheet}” holds scenarios with other values. They are not exported."),
            texts=_attributes(groups, "name", "comment", "user", "val"),
            sheet=sheet.name,
        )


@sheet_rule
def protected_ranges(sheet: SheetView) -> Iterator[HiddenFinding]:
    """Names of ranges that only some may change, and of the sheet inside macros."""
    ranges = sheet.elements("protectedRange")
    if ranges:
        yield found(
            "protected-range",
            sheet.name,
            N_("The sheet “{sheet}” has protected ranges with names. They are not exported."),
            severity=Severity.NOTE,
            texts=_attributes(ranges, "name", "securityDescriptor"),
            sheet=sheet.name,
        )
    views = sheet.elements("customSheetView")
    if views:
        yield found(
            "custom-view",
            sheet.name,
            N_("The sheet “{sheet}” has views of its own. They are not exported."),
            severity=Severity.NOTE,
            texts=[e.text or "" for view in views for e in view.iter()],
            sheet=sheet.name,
        )
    codes = [e.get("codeName", "") for e in sheet.elements("sheetPr")]
    odd = [code for code in codes if code and not code.lower().startswith(("sheet", "feuil"))]
    if odd:
        yield found(
            "sheet-code-name",
            sheet.name,
            N_("The sheet “{sheet}” has another name inside macros. It is not exported."),
            severity=Severity.NOTE,
            texts=odd,
            sheet=sheet.name,
        )


def _attributes(elements: list[Any], *names: str) -> list[str]:
    return [e.get(n, "") for group in elements for e in group.iter() for n in names]
