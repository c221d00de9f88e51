"""Separate windows, for the few things that need one."""
