"""Page pictures and drawings."""
