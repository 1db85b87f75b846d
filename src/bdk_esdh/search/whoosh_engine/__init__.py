"""The search engine on Whoosh 2.7.4: nothing outside this folder knows of Whoosh.

``schema`` says what is kept, ``writing`` and ``merging`` write it, ``segments`` and ``searching`` read it,
``engine`` is the port. Rules that the tests hold it to, since Whoosh's own ways fail there:

- ``compound=False`` always: else opening a searcher reads whole files (180 ms and 500 MB of 100,000
  documents);
- ``commit`` with our own merges, never ``optimize``, ``BufferedWriter`` or ``update_document`` in a loop;
- a new searcher for each generation, never ``refresh``: it shows deleted documents and rights taken away;
- rights are part of what is collected, never ``filter=`` or ``mask=``, which leak when there is a time limit.
"""
