"""Pictures of the pages: for whoever looks them through, and for the guides. `make pictures` takes them."""
