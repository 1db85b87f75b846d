"""The readers: one module for each format, run together as a child process with limits.

Run with PATH and MEDIA_TYPE it writes one JSON object. Nothing here may import the
kernel or the database: the child starts for every file, and it is where a hostile file would strike.
"""
