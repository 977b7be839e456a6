"""The documents and their relations as a graph."""
