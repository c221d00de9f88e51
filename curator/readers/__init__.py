"""Any file → ``Source`` → ``Table``."""
