"""Numbers of things in words. Pure."""


def counted(number: int, noun: str) -> str:
    """1 claim, 2 claims, 2,000 claims."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
