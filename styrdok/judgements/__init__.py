"""The human layer: acts of people, what counts of them, and how they stand against changed documents. Pure."""
