"""What a document points at: titles, numbers, decisions, acts, goals, systems, itself."""
