"""The panel on the right: everything about one field, the part that matters here first."""
