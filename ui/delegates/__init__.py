"""How cells and lines are painted and edited in place."""
