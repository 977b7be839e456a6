"""Turns the sources of the corpus into PDF files and gold files."""
