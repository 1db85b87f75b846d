"""Making the released rendition of a PDF: the child's side of ``cleaning``.

Run with SOURCE, TARGET and TITLE it writes one JSON object. What stays is on a list; what is on no list
goes. Read ``document`` first: it says what is kept of the catalogue and of each page.
"""
