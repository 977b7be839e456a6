"""The registry as a local web page: look, judge, and carry the result into a report."""
