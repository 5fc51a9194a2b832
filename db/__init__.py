"""The data and the vocabulary of a workspace. Imports nothing of ours; SQL is spoken only here."""
