"""The accounts of an office: who may come in and do what, in a file of its own beside the registry."""
