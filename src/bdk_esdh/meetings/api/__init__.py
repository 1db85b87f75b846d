"""Committees, meetings and agenda items for programs: what goes out, and what they may do."""
