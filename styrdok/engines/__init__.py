"""How the heavy stages are run: in this process or in several."""
