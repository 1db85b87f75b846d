"""Pages of documents at work."""
