"""Makes the files of the demo municipality from its stories.

The same story gives the same bytes on each run: dates come from the letter, random
numbers from its key. So a demo can be built again and compared.
"""
