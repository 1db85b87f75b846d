"""Pages of parties at work."""
