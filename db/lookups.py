"""Rows inside an edit or a session, found by what they hold. The verbs use these; nothing outside `db` speaks SQL."""

from typing import Any, TypeVar

from sqlmodel import Session, SQLModel, col, select

from db.models import Actor, Alias, Turn

T = TypeVar("T", bound=SQLModel)

__all__ = ["Session", "actor_named", "actors_by_name", "first", "rows", "turn_at"]


def rows(session: Session, model: type[T], **equal: Any) -> list[T]:
    """Every row whose columns equal these values, the oldest first."""
    query = select(model)
    for name, value in equal.items():
        query = query.where(getattr(model, name) == value)
    return list(session.exec(query.order_by(model.id)))  # type: ignore[attr-defined]


def first(session: Session, model: type[T], **equal: Any) -> T | None:
    return next(iter(rows(session, model, **equal)), None)


def turn_at(session: Session, version_id: str, position: int) -> Turn | None:
    """The turn that the character at `position` belongs to."""
    return session.exec(
        select(Turn).where(Turn.version_id == version_id, Turn.start <= position, col(Turn.end) > position)
    ).first()


def actors_by_name(session: Session) -> dict[str, str]:
    """Ids of actors by their names and their other names."""
    known = {alias.name: alias.actor_id for alias in session.exec(select(Alias))}
    return known | {actor.name: actor.id for actor in session.exec(select(Actor))}


def actor_named(session: Session, name: str) -> Actor | None:
    """The actor of that name or alias."""
    return session.exec(
        select(Actor)
        .join(Alias, Alias.actor_id == Actor.id, isouter=True)  # type: ignore[arg-type]
        .where((Actor.name == name) | (Alias.name == name))
    ).first()
