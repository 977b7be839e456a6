"""What to do with each document: proposals for consolidation."""
