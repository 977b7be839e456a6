"""How near the registry is to gold files written by readers."""
