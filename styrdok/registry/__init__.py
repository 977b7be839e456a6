"""One SQLite file that holds what was read, and what people judged."""
