"""Traces of devices and of life on line: IP, MAC, IMEI, handles, profiles, photos, signatures."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable

from curator.i18n import N_
from curator.privacy.detectors.base import View, detector, header_evidence
from curator.privacy.evidence import Value
from curator.privacy.owner import Owner, owner_of
from curator.privacy.score import Case, Finding

_MAC = re.compile(
    r"[0-9A-Fa-f]{2}([:\-])(?:[0-9A-Fa-f]{2}\1){4}[0-9A-Fa-f]{2}|(?:[0-9A-Fa-f]{4}\.){2}[0-9A-Fa-f]{4}"
)
_UUID = re.compile(r"[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}")
_HANDLE = re.compile(r"@[A-Za-z0-9_.]{2,30}")
_PSEUDO = re.compile(r"[A-Za-z0-9_.\-]{3,30}")
PROFILE = re.compile(
    r"(?:https?://)?(?:www\.|fr\.|m\.)?(?:linkedin\.com/in/|facebook\.com/(?:profile\.php\?id=)?|instagram\.com/|"
    r"twitter\.com/|x\.com/|tiktok\.com/@|viadeo\.com/|snapchat\.com/add/|threads\.net/@|t\.me/|mastodon\.\w+/@|"
    r"copainsdavant\.linternaute\.com/p/|pinterest\.\w+/)[\w.\-%/?=&]+",
    re.IGNORECASE,
)
_IMAGE = re.compile(r"\S+\.(?:jpe?g|png|gif|webp|bmp|tiff?|heic|svg|pdf)(?:\?\S*)?", re.IGNORECASE)


def _is_ip(value: Value) -> bool:
    text = value.text.partition("/")[0]
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return False
    return address.version == 6 or text.count(".") == 3


def _has_large_octet(value: Value) -> bool:
    return _is_ip(value) and any(int(p) > 31 for p in value.text.split(".") if p.isdigit())


@detector
def detect_ip_addresses(view: View) -> Iterable[Finding]:
    """IP addresses; version numbers have the same form but small parts."""
    column = view.column
    share = column.share(_is_ip)
    if share < 0.4:
        return
    case = Case("ip-address", share=share)
    header = header_evidence(case, column)
    large = column.share(_has_large_octet)
    case.add(
        5.5 * large + 1.5 * share,
        N_("{share} of the values are IP addresses"),
        share=share,
    )
    if large < 0.3 and header < 0.5:
        case.add(-3)
    if column.header.has("version", "logiciel"):
        case.add(-5)
    yield case.closed()


def _is_mac(value: Value) -> bool:
    return bool(_MAC.fullmatch(value.text))


@detector
def detect_mac_addresses(view: View) -> Iterable[Finding]:
    """MAC addresses: their form is theirs alone."""
    column = view.column
    share = column.share(_is_mac)
    if share < 0.4:
        return
    case = Case("mac-address", share=share)
    header_evidence(case, column)
    case.add(9 * share, N_("{share} of the values are MAC addresses"), share=share)
    yield case.closed()


def _is_imei(value: Value) -> bool:
    return bool(re.fullmatch(r"\d{15}|\d{2}-\d{6}-\d{6}-\d", value.number.replace(" ", "")))


def _is_uuid(value: Value) -> bool:
    return bool(_UUID.fullmatch(value.text))


@detector
def detect_device_ids(view: View) -> Iterable[Finding]:
    """IMEI and advertising identifiers: the header must say that a device is meant."""
    column = view.column
    share = column.share(_is_imei) + column.share(_is_uuid)
    header = column.header.strength("device-id")
    if header < 0.3 or share < 0.4:
        return
    case = Case("device-id", share=share, group="number")
    header_evidence(case, column)
    case.add(3 * share, N_("{share} of the values have the right form"), share=share)
    yield case.closed()


def _is_profile(value: Value) -> bool:
    return bool(PROFILE.fullmatch(value.text))


def _is_personal_page(value: Value) -> bool:
    return "linkedin.com/in/" in value.folded


def _is_handle(value: Value) -> bool:
    return bool(_HANDLE.fullmatch(value.text))


def _is_pseudo(value: Value) -> bool:
    return bool(_PSEUDO.fullmatch(value.text)) and not value.number.isdigit()


@detector
def detect_social_accounts(view: View) -> Iterable[Finding]:
    """Handles and profile pages; those of an organisation or a place are not a person's."""
    column, table, context = view.column, view.table, view.context
    profile, handle = column.share(_is_profile), column.share(_is_handle)
    is_public = context.is_settled and owner_of(column, table, context) is Owner.PUBLIC
    is_public &= column.share(_is_personal_page) < 0.3
    if profile >= 0.3:
        case = Case("profile-url", share=profile)
        header_evidence(case, column)
        case.add(
            7.5 * profile,
            N_("{share} of the values are pages of a social network"),
            share=profile,
        )
        yield (case.at_most(0.35) if is_public else case).closed()
    pseudo = column.share(_is_pseudo)
    if handle >= 0.3 or (column.header.strength("social-handle") >= 0.8 and pseudo >= 0.6):
        case = Case("social-handle", share=max(handle, pseudo))
        header_evidence(case, column)
        case.add(
            7 * handle + 0.5 * pseudo,
            N_("{share} of the values have the form of an account name"),
            share=max(handle, pseudo),
        )
        is_public &= context.person_apart(column) < 0.6
        yield (case.at_most(0.35) if is_public else case).closed()


def _is_image(value: Value) -> bool:
    return bool(_IMAGE.fullmatch(value.text)) or value.folded in ("oui", "non", "x", "signe")


@detector
def detect_images_of_persons(view: View) -> Iterable[Finding]:
    """Links to a portrait or a signature, in a table about persons."""
    column, context = view.column, view.context
    for kind in ("photo-link", "signature"):
        header = column.header.strength(kind)
        share = column.share(_is_image)
        if share < 0.4:
            continue
        named = max(header, 0.5 if column.share(_IMAGE_NAMES[kind]) >= 0.3 else 0.0)
        if named < 0.3:
            continue
        case = Case(kind, share=share)
        header_evidence(case, column)
        case.add(
            4 * named * share if header == 0 else 1.5 * share,
            N_("{share} of the values are names of images"),
            share=share,
        )
        if context.is_settled:
            case.add(2 * context.person - 0.5)
            if context.person < 0.5 and not (header and column.header.subjects & {"person"}):
                case.at_most(0.4)
        yield case.closed()


def _names_signature(value: Value) -> bool:
    return "signature" in value.folded or "emargement" in value.folded


def _names_portrait(value: Value) -> bool:
    return any(
        w in value.folded for w in ("portrait", "trombi", "photo_id", "photos/agents", "avatar")
    )


_IMAGE_NAMES = {"signature": _names_signature, "photo-link": _names_portrait}
