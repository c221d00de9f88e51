"""QObjects between widgets and the core: commands in, signals out."""
