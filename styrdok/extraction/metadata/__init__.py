"""Metadata: what a document says of itself on its front pages, in five forms.

Label and value on one line; a grid without colons; labels above values; a sentence; and values without any label.
"""
