"""M: whoever finds the dataset learns what it is, whose it is and what they may do with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from curator.i18n import N_
from curator.issues import Severity
from curator.publish.metadata_rules import MESSAGES, problems
from curator.quality.checks.base import (
    NOT_APPLICABLE,
    Run,
    Verdict,
    check,
    failure,
    names_text,
)
from curator.quality.scores import MQA_OFFLINE, UDATA_LABELS, mqa_points, udata_points
from curator.quality.subject import Subject

_WARNING = Severity.WARNING


def _properties(*names: str) -> Callable[[Subject], Verdict]:
    """A check of some properties by the rules that the form uses; the first problem is told."""

    def run(subject: Subject) -> Verdict:
        if subject.metadata is None:
            return NOT_APPLICABLE
        for issue in problems(subject.metadata):
            if issue.field.partition(".")[0] in names:
                return failure(MESSAGES[issue.code], **issue.parameters)
        return None

    return run


def _register(rules: Iterable[tuple[str, str, Severity, Run]]) -> None:
    for check_id, label, severity, run in rules:
        check(check_id, label, severity)(run)


_register(
    [
        ("M1", N_("The title says what the data are."), _WARNING, _properties("title")),
        (
            "M2",
            N_("The description is long enough."),
            Severity.BLOCKING,
            _properties("description"),
        ),
        (
            "M3",
            N_("The licence is one that French law names."),
            Severity.BLOCKING,
            _properties("licence"),
        ),
        ("M5", N_("The territory is given."), _WARNING, _properties("spatial")),
        ("M6", N_("The update frequency is given."), _WARNING, _properties("frequency")),
        (
            "M7",
            N_("There are keywords and a European theme."),
            _WARNING,
            _properties("keywords", "themes"),
        ),
        (
            "M8",
            N_("Publisher and contact are given."),
            _WARNING,
            _properties("publisher", "contact"),
        ),
        (
            "M11",
            N_("The dates of publication and change are given."),
            _WARNING,
            _properties("issued", "modified"),
        ),
    ]
)


@check("M4", N_("The period covered, where it is given, begins before it ends."))
def _period(subject: Subject) -> Verdict:
    if subject.metadata is None:
        return NOT_APPLICABLE
    for issue in problems(subject.metadata):
        if issue.code in ("temporal-invalid", "temporal-order"):
            return failure(MESSAGES[issue.code])
    return None


_DESCRIBED = ("path", "title", "description", "mediatype", "bytes", "hash")


@check(
    "M9", N_("Every data file has a title, a description, a format, a size and a digest."), _WARNING
)
def _files_described(subject: Subject) -> Verdict:
    if subject.package is None:
        return NOT_APPLICABLE
    resources = subject.package.descriptor.get("resources") or []
    bare = [
        str(r.get("path"))
        for r in resources
        if isinstance(r, dict) and not all(r.get(key) for key in _DESCRIBED)
    ]
    if not resources:
        return failure(N_("The package describes no data file."))
    return failure(N_("Not fully described: {files}."), files=names_text(bare)) if bare else None


@check("M10", N_("A data dictionary says what the fields hold."), _WARNING)
def _dictionary(subject: Subject) -> Verdict:
    if subject.metadata is None or not subject.is_packaged:
        return NOT_APPLICABLE
    silent = [f.name for f in subject.target if not (f.description or f.title)]
    if silent:
        reason = N_("Fields without a description: {fields}.")
        return failure(reason, fields=names_text(silent))
    return None


@check("M12", N_("What DCAT-AP demands is there: title, description, a file, a publisher's name."))
def _dcat_mandatory(subject: Subject) -> Verdict:
    metadata = subject.metadata
    if metadata is None:
        return NOT_APPLICABLE
    demanded = ((N_("title"), metadata.title), (N_("description"), metadata.description))
    lacking = tuple(name for name, value in demanded if not value.strip())
    return failure(N_("DCAT-AP demands: {names}."), names=lacking) if lacking else None


@check("M13", N_("What DCAT-AP recommends is there."), _WARNING)
def _dcat_recommended(subject: Subject) -> Verdict:
    m = subject.metadata
    if m is None:
        return NOT_APPLICABLE
    recommended = {
        N_("contact"): m.contact.mail or m.contact.name,
        N_("keywords"): m.keywords,
        N_("themes"): m.themes,
        N_("publisher"): m.publisher.name,
        N_("territory"): m.spatial.code,
        N_("period"): m.temporal.start and m.temporal.end,
        N_("licence"): m.known_licence,
    }
    lacking = tuple(name for name, value in recommended.items() if not value)
    return failure(N_("DCAT-AP recommends: {names}."), names=lacking) if lacking else None


@check("M14", N_("The data are declared open to everyone."), _WARNING)
def _access(subject: Subject) -> Verdict:
    if subject.package is None:
        return NOT_APPLICABLE
    if subject.package.descriptor.get("status") == "released":
        return None
    return failure(N_("The package is a draft: it does not declare the data open yet."))


@check("M15", N_("The European assessment would be excellent once the data are online."), _WARNING)
def _mqa(subject: Subject) -> Verdict:
    if subject.metadata is None:
        return NOT_APPLICABLE
    points = mqa_points(subject)
    if points >= EXCELLENT_OFFLINE:
        return None
    reason = N_("{points} of the {all} points of the European assessment that can be known now.")
    return failure(reason, points=points, all=MQA_OFFLINE)


EXCELLENT_OFFLINE = 351 - 80
"""“Excellent” starts at 351 of 405; 80 points are given only once the files are online."""


@check("M16", N_("The quality score of data.gouv.fr would be full."), _WARNING)
def _udata(subject: Subject) -> Verdict:
    if subject.metadata is None:
        return NOT_APPLICABLE
    lost = tuple(UDATA_LABELS[name] for name, has in udata_points(subject).items() if not has)
    if not lost:
        return None
    reason = N_("data.gouv.fr would not give the points for: {names}.")
    return failure(reason, names=lost)
