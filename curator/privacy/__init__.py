"""Personal data: detection, roles, treatments."""
