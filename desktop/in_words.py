"""A name of the vocabulary in words, the same in the window, the export and the command line. Pure."""

_SPELLED = {"it_and_skills": "IT and skills", "sme": "SMEs"}


def in_words(name: str) -> str:
    """partly_kept → partly kept, it_and_skills → IT and skills. What somebody wrote stays as it is."""
    return _SPELLED.get(name) or name.replace("_", " ") if is_name(name) else name


def is_name(name: str) -> bool:
    """May it be of the vocabulary: small letters, digits and underscores?"""
    return name.isascii() and name.islower() and name.replace("_", "").isalnum()
