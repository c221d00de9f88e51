"""One recipe over many files."""
