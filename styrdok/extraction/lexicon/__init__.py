"""The words the extraction knows, as readable tables, and their loaders."""
