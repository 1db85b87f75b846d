"""The municipality alive: two years of cases, letters, meetings, postlists and news around the stories.

``matters/`` says as plain text what kinds of cases there are and what their papers say; ``planning`` lays
them over the last two years, ``letters`` makes their files, ``filing`` and ``sessions`` carry it all out
through the actions that people use, in the order it would have happened.
"""
