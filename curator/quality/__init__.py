"""Is a dataset ready for publication? Checks, profile and scores."""
