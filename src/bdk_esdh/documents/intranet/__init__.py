"""Pages of documents at work: the lists, registering, and the page of a document with what is done there."""
