"""From the bytes of a PDF to pages, blocks and canonical text."""
