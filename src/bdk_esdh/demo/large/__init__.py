"""The large demo: as many cases and documents as one asks for, made while they are stored.

``esdh demo --size N`` and ``make bench`` use it. ``words`` and ``subjects`` say what municipal papers are
about, ``writing`` writes one, ``planning`` says what there is, in the order it came, and ``filling`` stores
it through the actions a clerk uses. Nothing is kept in memory but the batch that is being stored.
"""
