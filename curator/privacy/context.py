"""What a table is about: the subject that turns a date into a birth date, a name into an author."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from curator.privacy.evidence import ColumnEvidence, TableEvidence, Value
from curator.privacy.names import load_resource
from curator.privacy.publicity import public_share
from curator.privacy.score import Finding
from curator.privacy.text import words

PERSON_KINDS = {
    "first-name": 1.0, "nir": 1.0, "birth-date": 1.0, "birth-place": 0.9, "full-name": 0.75,
    "last-name": 0.7, "student-number": 0.9, "tax-number": 0.8, "identity-card": 0.8,
    "passport": 0.8, "residence-permit": 0.8, "staff-number": 0.6, "birth-year": 0.7,
    "driving-licence": 0.6, "social-handle": 0.5, "profile-url": 0.5, "ip-address": 0.4,
    "device-id": 0.4, "email": 0.4,
}  # fmt: skip
"""How much a field of a kind says that each row is a person."""

TRAIT_KINDS = {
    "age": 0.5, "age-band": 0.35, "sex": 0.5, "profession": 0.4, "nationality": 0.6,
    "family-situation": 0.7, "social-aid": 0.5, "disability": 0.4, "health": 0.4, "union": 0.4,
    "religion": 0.5, "origin": 0.5, "politics": 0.3, "sexual-life": 0.7, "offence": 0.4,
    "birth-place": 0.9, "minor": 0.5,
}  # fmt: skip
"""The same for what is said about a person; taken before the context has weighed it."""

SUBJECT_HEADERS = {
    "agent": (
        (0.0, 0.5, 0.85, 0.95),
        "agent grade echelon indice matricule nbi ifse quotite contractuel vacataire rifseep",
    ),
    "work": (
        (0.0, 0.5, 0.85, 0.95),
        "isbn auteur editeur titre cote artiste oeuvre sculpteur compositeur realisateur "
        "soliste choregraphe metteur scene illustrateur scenariste",
    ),
    "organisation": (
        (0.0, 0.5, 0.9, 0.95),
        "siret siren rna raison denomination association entreprise societe fournisseur titulaire "
        "attributaire enseigne organisme prestataire naf ape acheteur adjudicateur beneficiaire",
    ),
    "venue": (
        (0.0, 0.45, 0.9, 0.95),
        "ecole equipement etablissement gymnase salle site batiment station creche college lycee "
        "bibliotheque musee parking piscine stade monument hotel restaurant borne horodateur "
        "centre uai finess erp structure parc local toilettes defibrillateur dae installation "
        "horaires capacite accessibilite ouverture hebergement",
    ),
    "official": (
        (0.0, 0.5, 0.9, 0.95),
        "mandat elu elue nuance canton circonscription assemblee votant senateur depute "
        "parlementaire conseiller conseillere maire suppleant hemicycle pouvoir procuration seance "
        "voix procurations exprimes",
    ),
}
"""Subject → confidence by the number of headers that hold one of its words, and the words."""


_TRUSTED = 0.95
"""How far one sign alone is believed."""


@dataclass(frozen=True, kw_only=True)
class Context:
    """How sure it is, from 0 to 1, that the rows are of a subject.

    ``subjects``: person, agent, official, organisation, venue, work, thing, aggregate.
    ``is_settled`` is False in the first pass, when nothing is known of the other fields yet.
    ``signs``: how much each field, by index, says that a row is a person.
    """

    subjects: Mapping[str, float] = field(default_factory=dict)
    kinds: Mapping[int, Mapping[str, float]] = field(default_factory=dict)
    signs: Mapping[int, float] = field(default_factory=dict)
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
        """How sure it is that a row is an organisation or a place open to the public."""
        return max(self.subject("organisation"), self.subject("venue"))

    def person_apart(self, column: ColumnEvidence) -> float:
        """``person`` as the other fields alone tell it."""
        if not self._whole:
            return 0.0
        own = 1 - _TRUSTED * self.signs.get(column.index, 0.0)
        apart = 1 - (1 - self._whole) / own
        return self.person / self._whole * max(apart, 0.0)

    @cached_property
    def _whole(self) -> float:
        return _together(self.signs.values())

    def kind_at(self, index: int, *kinds: str) -> float:
        """How sure it is that the field at ``index`` (from 1) is of one of ``kinds``."""
        known = self.kinds.get(index, {})
        return max((known.get(kind, 0.0) for kind in kinds), default=0.0)

    def kind_elsewhere(self, column: ColumnEvidence, *kinds: str) -> float:
        """How sure it is that another field is of one of ``kinds``."""
        return max((self._surest_but(column.index, kind) for kind in kinds), default=0.0)

    def _surest_but(self, index: int, kind: str) -> float:
        return next((sure for sure, i in self._surest.get(kind, ()) if i != index), 0.0)

    @cached_property
    def _surest(self) -> Mapping[str, Sequence[tuple[float, int]]]:
        """The two fields that are surest to be of each kind: tables may have thousands."""
        found: dict[str, list[tuple[float, int]]] = defaultdict(list)
        for index, kinds in self.kinds.items():
            for kind, sure in kinds.items():
                found[kind].append((sure, index))
        return {kind: heapq.nlargest(2, fields) for kind, fields in found.items()}


UNKNOWN = Context()

_Findings = Mapping[int, Iterable[Finding]]


def read_context(table: TableEvidence, findings: _Findings, first: _Findings) -> Context:
    """The subject of a table, from its headers and from what was found.

    ``first``: what was found before any context; traits are taken from there, since the context
    decides whether they count.
    """
    kinds, before = _confidences(findings), _confidences(first)
    persons = {i for i, found in kinds.items() if found.get("full-name", 0.0) >= 0.6}
    subjects = {name: _by_headers(table, name, persons) for name in SUBJECT_HEADERS}
    if any(column.share(_is_mandate) >= 0.5 for column in table.columns):
        subjects["official"] = max(subjects["official"], 0.8)
    subjects["aggregate"] = _aggregate(table)
    if any(public_share(column) >= 0.4 for column in table.columns):
        subjects["venue"] = max(subjects["venue"], 0.6)
    if any(column.share(_is_title) >= _TITLES for column in table.columns):
        subjects["work"] = max(subjects["work"], 0.85)
    subjects["thing"] = float(any(map(_names_things, table.columns)))
    signs = _signs(kinds, before)
    person = _together(signs.values())
    is_counted = subjects["aggregate"] >= 0.5 and not _is_survey(table, before)
    if is_counted and not _has_identity(kinds):
        person *= 0.3
    subjects["person"] = person
    return Context(subjects=subjects, kinds=kinds, signs=signs, is_settled=True)


def _confidences(findings: _Findings) -> dict[int, dict[str, float]]:
    return {
        index: {f.kind: f.confidence for f in found if f.is_whole}
        for index, found in findings.items()
    }


def _signs(
    kinds: Mapping[int, Mapping[str, float]], before: Mapping[int, Mapping[str, float]]
) -> dict[int, float]:
    """How much each field says that a row is a person."""
    signs = {}
    for index, found in kinds.items():
        values = [PERSON_KINDS.get(kind, 0.0) * sure for kind, sure in found.items()]
        values += [TRAIT_KINDS.get(k, 0.0) * sure for k, sure in before.get(index, {}).items()]
        signs[index] = max(values, default=0.0)
    return signs


def _together(signs: Iterable[float]) -> float:
    """One minus the chance that every sign is wrong."""
    doubt = 1.0
    for sign in signs:
        doubt *= 1 - _TRUSTED * sign
    return 1 - doubt


_MANY_TRAITS = 4


def _is_survey(table: TableEvidence, before: Mapping[int, Mapping[str, float]]) -> bool:
    """Whether so many fields say something of a person that no table of totals crosses them."""
    counting = [c for c in table.columns if "aggregate" in c.header.subjects and c.is_numeric]
    said = sum(
        any(k in TRAIT_KINDS and sure >= 0.3 for k, sure in before.get(c.index, {}).items())
        for c in table.columns
        if c not in counting
    )
    return len(counting) <= 1 and said >= _MANY_TRAITS


def _has_identity(kinds: Mapping[int, Mapping[str, float]]) -> bool:
    identity = (
        "first-name", "last-name", "full-name", "nir", "birth-date", "staff-number", "email",
        "phone", "identity-card", "passport", "iban", "licence-plate",
    )  # fmt: skip
    return any(found.get(kind, 0.0) >= 0.5 for found in kinds.values() for kind in identity)


def _by_headers(table: TableEvidence, subject: str, persons: Collection[int]) -> float:
    """From the number of telling headers: one is a hint, two are nearly a proof.

    ``persons``: indices of the fields of persons’ names, which make no holder an organisation.
    """
    steps, listed = SUBJECT_HEADERS[subject]
    telling = listed.split()
    count = sum(
        column.header.has(*telling)
        and (subject in ("agent", "official") or not is_about_person(column))
        and (subject != "organisation" or column.index not in persons)
        for column in table.columns
    )
    return steps[min(count, 3)]


def is_about_person(column: ColumnEvidence) -> bool:
    """Whether the header’s own words name a person, and the values are not organisations."""
    return bool(column.header.subjects & {"person", "agent", "official"}) and (
        public_share(column) < 0.25
    )


def _aggregate(table: TableEvidence) -> float:
    """Whether the rows are counts: few fields, one of them a number of something."""
    counting = sum(
        "aggregate" in column.header.subjects and column.is_numeric for column in table.columns
    )
    return (0.0, 0.6, 0.9)[min(counting, 2)]


_TITLES = 0.25
"""Share of known titles from which a field is one of works."""


def _is_title(value: Value) -> bool:
    """Whether a value is the title of a known play, opera, film or book."""
    return "_".join(words(value.folded)) in _known_titles()


@lru_cache(maxsize=1)
def _known_titles() -> frozenset[str]:
    return frozenset(load_resource("works.toml")["titles"].split())


_ANYWHERE = frozenset(
    {
        "nature", "libelle", "statut", "motif", "objet", "description", "document", "dossier",
        "numero", "reference", "categorie", "type", "unite", "fichier", "variable", "champ",
        "donnees", "domaine", "theme", "designation", "intitule", "compte", "ligne", "station",
        "programme", "projet", "lot", "table", "francais", "version", "operation", "fourniture",
    }
)  # fmt: skip
"""Words of things that stand in tables about persons as well."""


def _names_things(column: ColumnEvidence) -> bool:
    """Whether a header names things that rows may be: a game, a tree, a vehicle, a book."""
    header = column.header
    is_thing = bool(header.subjects & {"thing", "work"}) and not header.subjects & {"person"}
    return is_thing and not header.words <= _ANYWHERE


_OFFICIAL_VALUES = (
    "maire", "adjoint", "conseiller municipal", "conseillere municipale", "conseiller",
    "conseillere", "vice-president", "senateur", "depute", "1er adjoint",
)  # fmt: skip


def _is_mandate(value: Value) -> bool:
    return value.folded.startswith(_OFFICIAL_VALUES) and len(value.folded) < 60
