"""From findings to a decision: what follows from an action, and what falls due."""
