"""Operations that turn the texts of a field into the form its type is published in."""
