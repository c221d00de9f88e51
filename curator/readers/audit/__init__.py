"""What a file carries out of sight: one small module per family of vectors, and a registry."""
