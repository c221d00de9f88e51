"""Finding tables in a grid: where they are, their headers, and which rows are not records."""
