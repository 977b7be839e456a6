"""Text reuse between passages: which wording recurs elsewhere, how surprising that is, and where exactly it stands."""
