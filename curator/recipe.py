"""A recipe: the ordered operations that turn a source into its public table, as a JSON file."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, NamedTuple

from curator.errors import CuratorError, FileMissing, RecipeError
from curator.i18n import N_
from curator.i18n import gettext as _
from curator.operations import Operation, OtherSource, RowOperation, from_descriptor, to_descriptor
from curator.operations.structure import ApplySchema
from curator.progress import Report, silent
from curator.schema.model import Schema
from curator.table import Table

VERSION = 1

_SECTIONS = ("source", "schema", "metadata", "review")


@dataclass(frozen=True, kw_only=True)
class Recipe:
    """Operations in order, and what goes with them.

    ``source``: how the file is read (options) and its ``sha256`` when the recipe was made;
    ``schema``: descriptor of the target schema; ``metadata``: of the dataset; ``review``: the
    approval of the recipe, if any; ``formats``: names of those to publish in (none: the usual
    ones). All may be empty. Unknown keys are kept in ``extra``.
    """

    operations: tuple[Operation, ...] = ()
    source: Mapping[str, Any] = field(default_factory=dict)
    schema: Mapping[str, Any] = field(default_factory=dict)
    metadata: Mapping[str, Any] = field(default_factory=dict)
    review: Mapping[str, Any] = field(default_factory=dict)
    formats: tuple[str, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=dict)

    def to_descriptor(self) -> dict[str, Any]:
        """JSON data in a stable order."""
        descriptor: dict[str, Any] = {
            "version": VERSION,
            "operations": [to_descriptor(op) for op in self.operations],
        }
        for section in _SECTIONS:
            if value := getattr(self, section):
                descriptor[section] = dict(value)
        if self.formats:
            descriptor["formats"] = list(self.formats)
        return descriptor | dict(self.extra)

    @classmethod
    def from_descriptor(cls, descriptor: Any, name: str) -> Recipe:
        """Read and check JSON data; ``name`` says which file it is in errors.

        Raises ``RecipeError`` that names the step and the parameter.
        """
        if not isinstance(descriptor, Mapping):
            raise RecipeError(where=name, reason=_("a recipe is a JSON object"))
        if descriptor.get("version") != VERSION:
            reason = _("its “version” must be {version}").format(version=VERSION)
            raise RecipeError(where=name, reason=reason)
        steps = descriptor.get("operations")
        if not isinstance(steps, list):
            raise RecipeError(where=name, reason=_("“operations” must be a list"))
        sections = {key: descriptor.get(key, {}) for key in _SECTIONS}
        for key, value in sections.items():
            if not isinstance(value, Mapping):
                reason = _("“{key}” must be an object").format(key=key)
                raise RecipeError(where=name, reason=reason)
        formats = descriptor.get("formats", [])
        if not isinstance(formats, list) or not all(isinstance(one, str) for one in formats):
            raise RecipeError(where=name, reason=_("“formats” must be a list of names"))
        if sections["schema"]:
            Schema.from_descriptor(sections["schema"], name)
        known = {"version", "operations", "formats", *_SECTIONS}
        return cls(
            operations=tuple(from_descriptor(op, n) for n, op in enumerate(steps, start=1)),
            formats=tuple(formats),
            extra={key: value for key, value in descriptor.items() if key not in known},
            **sections,
        )

    def with_operations(self, operations: Sequence[Operation]) -> Recipe:
        """The same recipe with other operations."""
        return replace(self, operations=tuple(operations))

    @property
    def steps(self) -> tuple[Operation, ...]:
        """What a replay does: the operations, then laying the target schema if there is one."""
        if not self.schema:
            return self.operations
        return (*self.operations, ApplySchema(schema=dict(self.schema)))

    def resolved(self) -> Recipe:
        """The same recipe with the target schema as its last step, as a dossier holds it."""
        return replace(self, operations=self.steps, schema={})


def load_recipe(path: Path) -> Recipe:
    """Read a recipe file. Raises ``FileMissing`` or ``RecipeError``."""
    return Recipe.from_descriptor(read_json(path, RecipeError), path.name)


def read_json(path: Path, error: type[RecipeError]) -> Any:
    """The JSON document in ``path``; what is wrong with it is raised as ``error``."""
    try:
        return json.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise FileMissing(name=path.name) from None
    except (OSError, UnicodeDecodeError) as cause:
        raise error(where=path.name, reason=_("it cannot be read")) from cause
    except json.JSONDecodeError as cause:
        reason = _("it is not valid JSON (line {line})").format(line=cause.lineno)
        raise error(where=path.name, reason=reason) from None


def replay(
    recipe: Recipe, table: Table, *, key: bytes | None = None, report: Report = silent
) -> Table:
    """The table after every step of the recipe, in order.

    ``key`` is for operations that need a secret. Raises what the operations raise, ``OtherSource``
    for one that addresses rows of another file, ``KeyNeeded`` for one that lacks its key.
    """
    bound_to = str(recipe.source.get("sha256", ""))
    for _op, after in applied(recipe.steps, table, bound_to=bound_to, key=key, report=report):
        table = after
    return table


def applied(
    steps: Sequence[Operation],
    table: Table,
    *,
    bound_to: str = "",
    key: bytes | None = None,
    report: Report = silent,
) -> Iterator[tuple[Operation, Table]]:
    """Each step with the table after it; it can be stopped before each. Raises like ``replay``."""
    for n, op in enumerate(steps):
        report(n / len(steps), op.sentence())
        table = apply_step(op, table, bound_to=bound_to, key=key)
        yield op, table


class Fitted(NamedTuple):
    """What of some steps fits a table: ``applied`` with the table after each, ``dropped`` not."""

    applied: tuple[tuple[Operation, Table], ...]
    dropped: tuple[Operation, ...]


def fitting(
    steps: Sequence[Operation],
    table: Table,
    *,
    bound_to: str = "",
    has_same_rows: bool = True,
    key: bytes | None = None,
    report: Report = silent,
) -> Fitted:
    """Like ``applied``, but a step that is refused is left out and the others go on.

    Without ``has_same_rows`` the rows are those of another sheet: steps on some of them are left
    out.
    """
    done: list[tuple[Operation, Table]] = []
    dropped: list[Operation] = []
    for n, op in enumerate(steps):
        report(n / len(steps), op.sentence())
        if isinstance(op, RowOperation) and not has_same_rows:
            dropped.append(op)
            continue
        try:
            table = apply_step(op, table, bound_to=bound_to, key=key)
        except CuratorError:  # its sentence is of no use: all that is told is how many there were
            dropped.append(op)
        else:
            done.append((op, table))
    return Fitted(tuple(done), tuple(dropped))


class KeyNeeded(RecipeError):
    code = "key-needed"
    template = N_("{where}: {reason}.")


def apply_step(
    op: Operation, table: Table, *, bound_to: str = "", key: bytes | None = None
) -> Table:
    """One operation applied as a replay does it; raises like ``replay``.

    ``bound_to`` is the SHA-256 that row operations without their own are bound to.
    """
    if isinstance(op, RowOperation):
        source = op.source or bound_to
        if source and table.source_sha256 and source != table.source_sha256:
            raise OtherSource(operation=op.sentence())
    if hasattr(op, "with_key"):
        if key is None:
            reason = _("a key is needed to make pseudonyms; give the file that holds it")
            raise KeyNeeded(where=op.sentence(), reason=reason)
        op = op.with_key(key)
    return op.apply(table)
