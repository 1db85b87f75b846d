"""Pages of cases at work."""
