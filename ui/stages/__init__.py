"""One widget per stage of the work: source, schema, personal, preview, publication."""
