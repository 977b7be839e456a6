"""Titles of steering documents: heads, owners, keys, likeness, wordings."""
