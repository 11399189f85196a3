"""Rows that nobody may change: a model says ``frozen = Frozen(...)`` and the database enforces it by triggers."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import DEFAULT_DB_ALIAS, connections, models

REFUSAL = "portal: this row is frozen"


@dataclass(frozen=True, kw_only=True)
class Frozen:
    """``when``: SQL over the old row (``OLD.``); ``columns``: which may not change, all when empty."""

    when: str = ""
    columns: tuple[str, ...] = ()


def frozen_models() -> Iterator[tuple[type[models.Model], Frozen]]:
    """Every model that declares frozen rows."""
    for model in apps.get_models():
        frozen = getattr(model, "frozen", None)
        if isinstance(frozen, Frozen):
            yield model, frozen


def trigger_names(model: type[models.Model]) -> tuple[str, str]:
    """The names of a model's update and delete triggers."""
    return f"frozen_update_{model._meta.db_table}", f"frozen_delete_{model._meta.db_table}"


def install(sender: Any = None, using: str = DEFAULT_DB_ALIAS, **kwargs: Any) -> None:
    """Put every guard in place; safe to repeat."""
    connection = connections[using]
    present = set(connection.introspection.table_names())
    write = {"sqlite": _sqlite, "postgresql": _postgresql}[connection.vendor]
    with connection.cursor() as cursor:
        for model, frozen in frozen_models():
            if model._meta.db_table in present:
                for statement in write(model, frozen):
                    cursor.execute(statement)


def missing(using: str = DEFAULT_DB_ALIAS) -> list[str]:
    """Names of guards that the database lacks."""
    connection = connections[using]
    query = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'",
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(query)
        there = {name for (name,) in cursor.fetchall()}
    return [name for model, _ in frozen_models() for name in trigger_names(model) if name[:63] not in there]


def _changed(model: type[models.Model], frozen: Frozen, differs: str) -> str:
    columns = frozen.columns or [field.column for field in model._meta.local_concrete_fields if field.column]
    changed = " OR ".join(f'NEW."{column}" {differs} OLD."{column}"' for column in columns)
    return f"({frozen.when or '1 = 1'}) AND ({changed})"


def _sqlite(model: type[models.Model], frozen: Frozen) -> Iterator[str]:
    table, (update, delete) = model._meta.db_table, trigger_names(model)
    refuse = f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
    for name, event, when in (
        (update, "UPDATE", _changed(model, frozen, "IS NOT")),
        (delete, "DELETE", frozen.when or "1 = 1"),
    ):
        yield f'DROP TRIGGER IF EXISTS "{name}"'
        yield f'CREATE TRIGGER "{name}" BEFORE {event} ON "{table}" FOR EACH ROW WHEN {when} {refuse}'


def _postgresql(model: type[models.Model], frozen: Frozen) -> Iterator[str]:
    table, (update, delete) = model._meta.db_table, trigger_names(model)
    yield (
        "CREATE OR REPLACE FUNCTION portal_frozen() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$"
    )
    for name, event, when in (
        (update, "UPDATE", _changed(model, frozen, "IS DISTINCT FROM")),
        (delete, "DELETE", frozen.when or "1 = 1"),
    ):
        yield f'DROP TRIGGER IF EXISTS "{name}" ON "{table}"'
        yield (
            f'CREATE TRIGGER "{name}" BEFORE {event} ON "{table}" FOR EACH ROW WHEN ({when}) '
            "EXECUTE FUNCTION portal_frozen()"
        )
    yield f'DROP TRIGGER IF EXISTS "frozen_truncate_{table}" ON "{table}"'
    yield (
        f'CREATE TRIGGER "frozen_truncate_{table}" BEFORE TRUNCATE ON "{table}" FOR EACH STATEMENT '
        "EXECUTE FUNCTION portal_frozen()"
    )
