"""Followthrough: tag the claims in documents, link them to what happened, and show whether it was done."""

__version__ = "0.1.0"
