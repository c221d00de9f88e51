"""What a text says about a person: sensitive information and where they live."""

from __future__ import annotations

import re
from collections.abc import Iterable

from curator.privacy.detectors.addresses import STREET
from curator.privacy.detectors.traits import SENSITIVE
from curator.privacy.spans import Span
from curator.privacy.terms import any_term, term_pattern

_PERSON = re.compile(
    r"\b(?:"
    r"m\.|mr|mmes?|mlle|madame|monsieur|mademoiselle|enfants?|eleves?|fils|fille|mari|epoux|"
    r"epouse|famille|agente?|usagere?|residente?|locataire|patiente?|beneficiaire|"
    r"demandeu[rs]e?|mere|pere|maman|papa|elle|il|lui|son|sa|personne|conjointe?|adherente?|"
    r"voisine?|bebe|jeune|dame|homme|femme|allocataire|veu[fv]e?|parents?|freres?|soeurs?|"
    r"stagiaire|salariee?|administree?|interessee?|grand-mere|grand-pere|foyer|couple|"
    r"petite?|garcon|tuteur|ancienne? agente?|candidate?|gamin|ado|monoparentale?"
    r")\b"
)
_PUBLIC = re.compile(
    r"\b(?:"
    r"aires?|campagne|prevention|lutte|journee|semaine|conference|subvention|association|centre|"
    r"ligue|salle|local|locaux|acces|accessibilite|places?|stationnement|rampe|projet|"
    r"travaux|marche|ateliers?|formations?|sensibilisation|exposition|collecte|forum|plan|"
    r"politique|commission|pole|maison|institut|hopital|clinique|permanence|toilettes|"
    r"normes?|ascenseur|equipements?|espaces?|article|convention|delegation|comite|"
    r"deliberation|dispositif|programme|budget|credits?|reglement|charte|observatoire|"
    r"federation|stand|tract|reunion|negociation|preavis|greve|communique|bourse|section|"
    r"elections?|quete|don|dons|octobre|cimetiere|carre|eglise|paroisse|concert|fete|"
    r"achats?|fourniture|vestiaires?|cheminement|bande|signalisation|feux|traversee|"
    r"arbres?|tilleuls?|platanes?|chenes?|erables?|marronniers?|peupliers?|haies?|abattage|elagage|chiens?|chats?|animaux|animal|"
    r"amenagement|quota|loi|decret|code|taxe|etude|guide|site|page|formulaire"
    r")\b"
)
_HOME = re.compile(
    r"\b(?:"
    r"domicilie\w*|domicile|habit\w+|demeur\w+|reside\b|residant\b|resident\b|loge\w*|"
    r"adresse\w*|chez|demenag\w+|heberge\w*|vit au|vivant au|emmenage\w*|sis\b|"
    r"residence principale|relog\w+|reside au|viv?(?:t|ent|ant) (?:\w+ ){0,3}?(?:au|dans)\b"
    r")"
)
_ADDRESS = re.compile(
    rf"\b\d{{1,4}} ?(?:bis|ter|quater)?,? (?:{STREET}) [^,;.\n(]{{2,45}}"
    r"(?:,? \d{5}(?: [a-z\-' ]{2,30})?)?"
)


def address_spans(folded: str, *, has_person: bool, about_persons: bool = False) -> Iterable[Span]:
    """Street addresses that a home is meant by: a word says it, or a person stands beside."""
    for match in _ADDRESS.finditer(folded):
        before = folded[max(0, match.start() - 60) : match.start()]
        if _HOME.search(before):
            yield Span(match.start(), _trim(match), "postal-address", 0.85)
        elif has_person or (about_persons and _POST_CODE.search(match.group())):
            yield Span(match.start(), _trim(match), "postal-address", 0.6)


_POST_CODE = re.compile(r"\b\d{5}\b")
"""In the remarks about persons, an address complete to the postal code is one to write to."""


def _trim(match: re.Match[str]) -> int:
    return match.start() + len(match.group().rstrip())


_SAID_OF_ONE = re.compile(
    r"\b(?:"
    r"condamnee?|incarceree?|ecrouee?|mise? en examen|sortie? de prison|detenue?|"
    r"reconnue? (?:travailleu|handicap|rqth)|en fauteuil|malentendante?|malvoyante?|sourde?|"
    r"aveugle|syndiquee?|militante?|adherente?|encartee?|sympathisante?|"
    r"enceinte(?! (?:du|de|des|sportive|sonore))|allergique|asthmatique|diabetique|"
    r"epileptique|depressi(?:f|ve)|atteinte? d|souffr\w+|suit (?:une?|son)|"
    r"suivie? (?:en|par|pour)|en depression|en chimio\w*|percoi\w+|touche (?:le|l'|les)|"
    r"titulaire (?:de l'|d'une |du )|beneficiai?r?\w* (?:du|de l'|des)|de confession|"
    r"temoins? de jehovah|homosexuel(?:le)?|bisexuel(?:le)?|lesbienne|transgenre|"
    r"hospitalisee?|operee? (?:du|de)|surendettee?|hebergee?|sans domicile|au chomage|"
    r"porte un|ne mange pas|refuse (?:la|les)|d'origine|prend un|"
    r"sous (?:traitement|tutelle|curatelle)"
    r")"
)
"""Words that only a person is said to be, whoever it is."""


def mention_spans(
    folded: str, *, has_person: bool, about_persons: bool, may_be_persons: bool = False
) -> Iterable[Span]:
    """Terms of sensitive information said about a person, not about a policy or a building.

    ``may_be_persons``: the text is a remark, so what nothing public stands beside counts too.
    """
    if not any_term().search(folded):
        return
    for kind in (*SENSITIVE, "family-situation"):
        pattern = term_pattern(kind)
        if pattern is None:
            continue
        for match in pattern.finditer(folded):
            sure = _sureness(folded, match, has_person=has_person, about_persons=about_persons)
            if not sure and may_be_persons and not _PUBLIC.search(folded):
                sure = 0.6
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
    if about_persons:
        return 0.7
    said = _SAID_OF_ONE.search(folded[max(0, match.start() - 30) : match.end()])
    return 0.65 if said else 0.0
