"""Which documents treat the same matter, why, and what to propose."""
