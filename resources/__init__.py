"""Icons, translations, schemas and samples that come with the program."""
