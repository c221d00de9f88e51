"""What a text says about a person: sensitive information and where they live."""

from __future__ import annotations

import re
from collections.abc import Iterable

from curator.privacy.detectors.addresses import STREET
from curator.privacy.detectors.traits import SENSITIVE
from curator.privacy.spans import Span
from curator.privacy.terms import any_term, term_pattern

_PERSON = re.compile(
    r"\b(?:m\.|mr|mmes?|mlle|madame|monsieur|mademoiselle|enfants?|eleves?|fils|fille|mari|epoux|epouse|famille|agente?|usagere?|residente?|"
    r"locataire|patiente?|beneficiaire|demandeu[rs]e?|mere|pere|maman|papa|elle|il|lui|son|sa|personne|conjointe?|adherente?|"
    r"voisine?|bebe|jeune|dame|homme|femme|allocataire|veu[fv]e?|parents?|freres?|soeurs?|stagiaire|salariee?|administree?|"
    r"interessee?|grand-mere|grand-pere|foyer|couple|petite?|garcon|tuteur|ancienne? agente?|candidate?|gamin|ado|monoparentale?)\b"
)
_PUBLIC = re.compile(
    r"\b(?:campagne|prevention|lutte|journee|semaine|conference|subvention|association|centre|ligue|salle|local|locaux|acces|"
    r"accessibilite|places?|stationnement|rampe|projet|travaux|marche|ateliers?|formations?|sensibilisation|exposition|collecte|"
    r"forum|plan|politique|commission|pole|maison|institut|hopital|clinique|permanence|toilettes|normes?|ascenseur|"
    r"equipements?|espaces?|article|convention|delegation|comite|deliberation|dispositif|programme|budget|credits?|reglement|"
    r"charte|observatoire|federation|stand|tract|reunion|negociation|preavis|greve|communique|bourse|section|elections?|"
    r"quete|don|dons|octobre|cimetiere|carre|eglise|paroisse|concert|fete|achats?|fourniture|vestiaires?|cheminement|bande|"
    r"signalisation|feux|traversee|amenagement|quota|loi|decret|code|taxe|etude|guide|site|page|formulaire)\b"
)
_HOME = re.compile(
    r"\b(?:domicilie\w*|domicile|habit\w+|demeur\w+|resid(?:e|ant|ent)\b|loge\w*|adresse\w*|chez|demenag\w+|heberge\w*|vit au|vivant au|emmenage\w*|sis\b|residence principale|relog\w+|reside au)"
)
_ADDRESS = re.compile(
    rf"\b\d{{1,4}} ?(?:bis|ter|quater)?,? (?:{STREET}) [^,;.\n(]{{2,45}}(?:,? \d{{5}}(?: [a-z\-' ]{{2,30}})?)?"
)


def address_spans(folded: str, *, has_person: bool) -> Iterable[Span]:
    """Street addresses that a home is meant by: a word says it, or a person stands beside."""
    for match in _ADDRESS.finditer(folded):
        before = folded[max(0, match.start() - 60) : match.start()]
        if _HOME.search(before):
            yield Span(match.start(), _trim(match), "postal-address", 0.85)
        elif has_person:
            yield Span(match.start(), _trim(match), "postal-address", 0.6)


def _trim(match: re.Match[str]) -> int:
    return match.start() + len(match.group().rstrip())


def mention_spans(folded: str, *, has_person: bool, about_persons: bool) -> Iterable[Span]:
    """Terms of sensitive information said about a person, not about a policy or a building."""
    if not any_term().search(folded):
        return
    for kind in (*SENSITIVE, "family-situation"):
        pattern = term_pattern(kind)
        if pattern is None:
            continue
        for match in pattern.finditer(folded):
            sure = _sureness(folded, match, has_person=has_person, about_persons=about_persons)
            if sure >= 0.5:
                yield Span(match.start(), match.end(), kind, sure)


def _sureness(folded: str, match: re.Match[str], *, has_person: bool, about_persons: bool) -> float:
    before = folded[max(0, match.start() - 45) : match.start()]
    around = folded[max(0, match.start() - 70) : match.end() + 50]
    public = bool(_PUBLIC.search(before))
    person = bool(_PERSON.search(around))
    if public and not (has_person or person):
        return 0.0
    if has_person or person:
        return 0.55 if public else 0.8
    return 0.7 if about_persons else 0.0
