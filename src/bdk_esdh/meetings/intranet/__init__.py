"""Pages of meetings at work."""
