"""Delimited text: encoding, dialect, and two ways of parsing (Arrow's, and a tolerant one)."""
