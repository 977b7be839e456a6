"""From a reading to metadata, mentions, relations, themes and viewpoints."""
