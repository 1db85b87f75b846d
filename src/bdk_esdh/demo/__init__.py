"""The demo municipality Brønderslev-Dronninglund: invented people, true-to-life work.

``stories/`` says what there is, as plain data; ``writers/`` makes the files. Neither
knows the database: what turns the stories into cases and documents goes through the
same actions as a clerk does.
"""
