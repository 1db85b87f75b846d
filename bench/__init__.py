"""Measuring: what ``make bench`` runs. docs/udvikler.md tells how to read it and how to add a measure."""
