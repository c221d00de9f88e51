"""From a public table to the files that go out."""
