"""Numbers and decisions as they are written: case numbers, meetings, paragraphs."""
