"""What a document is about, by the taxonomy of themes."""
