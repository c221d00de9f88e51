"""Curator: prepare municipal spreadsheets for publication as open data.

The core of the product. It never imports Qt: the desktop (``ui``) and the command line
(``curator.cli``) are two callers of the same functions.
"""

__version__ = "0.1.0"
