"""What every mention points at, and which documents are editions of one or replaced another: pure functions."""
