"""Reads steering documents and shows how they overlap, refer to and contradict each other."""
