"""What an operation is, and the registry of those that exist.

An operation is a frozen value with a registered ``type``; applying it to a table gives a new table.
Its parameters are checked by pydantic when it is made, so a recipe from a file cannot hold a
wrong one. To add an operation: write its class in the module of its family, decorate it with
``operation``, and give it a sentence; recipes, history, command line and desktop find it by type.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields
from typing import (
    Any,
    ClassVar,
    Protocol,
    TypeVar,
    cast,
    dataclass_transform,
    runtime_checkable,
)

import pydantic
from pydantic.dataclasses import dataclass as _pydantic_dataclass

from curator.errors import OperationError, RecipeError
from curator.i18n import N_, gettext
from curator.table import Table


@runtime_checkable
class Operation(Protocol):
    """A change that can be named, saved, undone and replayed."""

    type: ClassVar[str]

    def apply(self, table: Table) -> Table:
        """The table after the change. Raises ``CuratorError``; never touches ``table``."""
        ...

    def sentence(self) -> str:
        """What the operation does, as history and undo show it. Never a removed value."""
        ...


class RowOperation:
    """Base of operations that address rows of one particular file by their number.

    ``source`` is the SHA-256 of that file (``""``: not bound, as written by hand); replaying on a
    table that came from another file is refused.
    """

    source: str


class KeyedOperation(Protocol):
    """An operation that needs a secret key, which no recipe holds."""

    def with_key(self, key: bytes) -> Operation:
        """The same operation, able to be applied."""
        ...


class OtherSource(OperationError):
    code = "other-source"
    template = N_(
        "The step “{operation}” addresses rows of another file: remove it from the recipe, or "
        "apply the recipe to the file it was made on."
    )


_registry: dict[str, type[Operation]] = {}

_Class = TypeVar("_Class")


@dataclass_transform(frozen_default=True, kw_only_default=True)
def operation(name: str) -> Callable[[type[_Class]], type[_Class]]:
    """Class decorator: make a frozen, checked dataclass and register it under the type ``name``.

    Raises ``ValueError`` when another class has that type.
    """

    def decorate(cls: type[_Class]) -> type[_Class]:
        if name in _registry:
            raise ValueError(f"two operations of type {name}")
        made: Any = _pydantic_dataclass(
            frozen=True, kw_only=True, config=pydantic.ConfigDict(extra="forbid", strict=True)
        )(cls)
        made.type = name
        _registry[name] = made
        return cast("type[_Class]", made)

    return decorate


def registered_types() -> Mapping[str, type[Operation]]:
    """Every operation type, by name."""
    return dict(_registry)


def to_descriptor(op: Operation) -> dict[str, Any]:
    """The operation as JSON data: its type, then its parameters that are not at their default."""
    parameters = {f.name: getattr(op, f.name) for f in _parameters(op)}
    return {"type": op.type} | {
        f.name: _plain(parameters[f.name])
        for f in _parameters(op)
        if parameters[f.name] != f.default
    }


def from_descriptor(descriptor: Any, step: int = 1) -> Operation:
    """The operation that a descriptor stands for; ``step`` (from 1) says where it is in errors.

    Raises ``RecipeError`` naming the step and the parameter.
    """
    where = gettext("Step {n} of the recipe").format(n=step)
    if not isinstance(descriptor, Mapping) or not isinstance(descriptor.get("type"), str):
        raise RecipeError(where=where, reason=gettext("it has no “type”"))
    cls = _registry.get(descriptor["type"])
    if cls is None:
        reason = gettext("there is no operation of type “{type}”")
        raise RecipeError(where=where, reason=reason.format(type=descriptor["type"]))
    parameters = {key: value for key, value in descriptor.items() if key != "type"}
    try:
        # From JSON, so that lists may stand for tuples while the types stay strict.
        adapter: pydantic.TypeAdapter[Any] = pydantic.TypeAdapter(cls)
        made: Operation = adapter.validate_json(_json(parameters))
        return made
    except pydantic.ValidationError as error:
        raise RecipeError(where=where, reason=_reason(error, cls), type=cls.type) from None


def _reason(error: pydantic.ValidationError, cls: type[Operation]) -> str:
    """The first thing that is wrong, in the user's words and without the value."""
    first = error.errors(include_input=False, include_url=False)[0]
    name = str(first["loc"][0]) if first["loc"] else "?"
    kind = first["type"]
    if kind in ("missing", "missing_keyword_only_argument"):
        sentence = gettext("the parameter “{name}” of “{type}” is missing")
    elif kind in ("unexpected_keyword_argument", "extra_forbidden"):
        sentence = gettext("“{type}” has no parameter “{name}”")
    else:
        sentence = gettext("the parameter “{name}” of “{type}” does not have the right form")
    return sentence.format(name=name, type=cls.type)


def _json(value: Any) -> bytes:
    import json

    return json.dumps(value).encode()


def _parameters(op: Operation) -> Iterator[Any]:
    return (f for f in fields(op) if f.repr)  # type: ignore[arg-type]


def _plain(value: Any) -> Any:
    """Tuples as lists and mappings as dicts, as JSON gives them back."""
    if isinstance(value, (tuple, list)):
        return [_plain(v) for v in value]
    if isinstance(value, Mapping):
        return {str(k): _plain(v) for k, v in value.items()}
    return value
