"""Which web addresses a workspace keeps: those that only lead to a page, a file, a mailbox or a DOI. Pure."""

import re

from db.errors import RuleBroken

_KEPT = re.compile(r"(?:https?|ftp)://[^\s/\\][^\x00-\x1f\x7f]*|mailto:[^\s@]+@[^\s@]+|doi:\s?10\.\S+", re.IGNORECASE)
_SITE = re.compile(r"(?:https?|ftp)://(?:[^/?#@]*@)?(?:www\.)?([^/?#:]+)", re.IGNORECASE)


def checked(address: str | None) -> str:
    """The address without blanks at its ends; empty means none. Raises RuleBroken for one that could run or open things."""
    found = (address or "").strip()
    if found and not _KEPT.fullmatch(found):
        raise RuleBroken(
            f"“{found}” is not an address that is kept; write one that begins with http://, https://, ftp://, "
            "mailto: or doi:, or leave it empty."
        )
    return found


def usable(address: str) -> str:
    """The address if it may be kept, else none: for what a stranger's document says of itself."""
    found = address.strip()
    return found if _KEPT.fullmatch(found) else ""


def site(address: str) -> str:
    """ "a.example" of https://www.a.example/news; empty when there is none."""
    found = _SITE.match(address.strip())
    return found[1].casefold() if found else ""
