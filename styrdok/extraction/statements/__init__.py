"""What a document states: viewpoints, definitions, commitments and goals."""
