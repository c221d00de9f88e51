"""What a table is about: the subject that turns a date into a birth date, a name into an author."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from curator.privacy.evidence import ColumnEvidence, TableEvidence
from curator.privacy.score import Finding

PERSON_KINDS = {
    "first-name": 1.0, "nir": 1.0, "birth-date": 1.0, "birth-place": 0.9, "full-name": 0.7,
    "last-name": 0.7, "age": 0.4, "family-situation": 0.7, "nationality": 0.6, "sex": 0.4,
    "student-number": 0.9, "tax-number": 0.8, "identity-card": 0.8, "passport": 0.8,
    "residence-permit": 0.8, "staff-number": 0.6, "social-aid": 0.6, "disability": 0.5,
    "birth-year": 0.7, "driving-licence": 0.6,
}  # fmt: skip
"""How much a field of a kind says that each row is a person."""


@dataclass(frozen=True, kw_only=True)
class Context:
    """How sure it is, from 0 to 1, that the rows are of a subject.

    ``subjects``: person, agent, official, organisation, venue, work, thing. ``is_settled`` is
    False in the first pass, when nothing is known of the other fields yet.
    """

    subjects: Mapping[str, float] = field(default_factory=dict)
    kinds: Mapping[int, Mapping[str, float]] = field(default_factory=dict)
    is_settled: bool = False

    def subject(self, name: str) -> float:
        """How sure it is that the rows are of this subject."""
        return self.subjects.get(name, 0.0)

    @property
    def person(self) -> float:
        """How sure it is that a row is about a natural person."""
        return self.subject("person")

    @property
    def public(self) -> float:
        """How sure it is that a row is an organisation, a place or a thing."""
        return max(self.subject("organisation"), self.subject("venue"))

    def kind_at(self, index: int, *kinds: str) -> float:
        """How sure it is that the field at ``index`` (from 1) is of one of ``kinds``."""
        known = self.kinds.get(index, {})
        return max((known.get(kind, 0.0) for kind in kinds), default=0.0)

    def kind_elsewhere(self, column: ColumnEvidence, *kinds: str) -> float:
        """How sure it is that another field is of one of ``kinds``."""
        others = (self.kind_at(i, *kinds) for i in self.kinds if i != column.index)
        return max(others, default=0.0)


UNKNOWN = Context()


def read_context(table: TableEvidence, findings: Mapping[int, Iterable[Finding]]) -> Context:
    """The subject of a table, from its headers and from what a first pass found."""
    kinds = {
        index: {f.kind: f.confidence for f in found if f.is_whole}
        for index, found in findings.items()
    }
    subjects = {
        "person": _person(kinds),
        "official": _official(table),
        "agent": _header_share(table, "agent", ("agent", "grade", "echelon", "indice", "matricule", "emploi", "nbi", "ifse", "quotite")),
        "organisation": _organisation(table),
        "venue": _venue(table),
        "work": _header_share(table, "work", ("isbn", "auteur", "editeur", "titre", "cote", "artiste", "oeuvre")),
    }  # fmt: skip
    return Context(subjects=subjects, kinds=kinds, is_settled=True)


def _person(kinds: Mapping[int, Mapping[str, float]]) -> float:
    """One minus the chance that every sign of a person is wrong."""
    doubt = 1.0
    for found in kinds.values():
        best = max((PERSON_KINDS.get(kind, 0.0) * sure for kind, sure in found.items()), default=0)
        doubt *= 1 - 0.95 * best
    return 1 - doubt


def _header_share(table: TableEvidence, subject: str, telling: tuple[str, ...]) -> float:
    """From the number of telling headers: one is a hint, two are nearly a proof."""
    count = sum(column.header.has(*telling) for column in table.columns)
    return (0.0, 0.5, 0.85, 0.95)[min(count, 3)]


_MANDATE = ("mandat", "elu", "elue", "nuance", "canton", "circonscription", "assemblee", "votant", "senateur", "depute", "parlementaire", "conseiller", "maire", "suppleant", "hemicycle")  # fmt: skip
_OFFICIAL_VALUES = ("maire", "adjoint", "conseiller municipal", "conseillere municipale", "conseiller", "conseillere", "vice-president", "president", "senateur", "depute")  # fmt: skip


def _official(table: TableEvidence) -> float:
    score = 0.0
    for column in table.columns:
        if column.header.has(*_MANDATE):
            score += 0.5
        function = column.share(_is_mandate)
        if function >= 0.5:
            score += 0.8
    return min(score, 0.98)


def _is_mandate(value: object) -> bool:
    text: str = getattr(value, "folded", "")
    return text.startswith(_OFFICIAL_VALUES) and len(text) < 60


_ORGANISATION = ("siret", "siren", "rna", "raison", "denomination", "association", "entreprise", "societe", "fournisseur", "titulaire", "attributaire", "enseigne", "organisme", "prestataire", "naf", "ape", "employeur", "acheteur", "adjudicateur")  # fmt: skip


def _organisation(table: TableEvidence) -> float:
    score = 0.0
    for column in table.columns:
        if column.header.has(*_ORGANISATION):
            score += 0.5
    return min(score, 0.95)


_VENUE = ("ecole", "equipement", "etablissement", "gymnase", "salle", "site", "batiment", "station", "creche", "college", "lycee", "bibliotheque", "musee", "parking", "piscine", "stade", "monument", "hotel", "restaurant", "borne", "horodateur", "centre", "uai", "finess", "erp", "structure", "parc", "local", "toilettes", "defibrillateur", "dae", "installation", "horaires", "capacite", "accessibilite", "ouverture", "hebergement")  # fmt: skip


def _venue(table: TableEvidence) -> float:
    score = 0.0
    for column in table.columns:
        if column.header.has(*_VENUE) and "person" not in column.header.subjects:
            score += 0.45
    return min(score, 0.95)
