"""One module per kind of page: from a request to a template and its values."""
