"""Papers and photos: the content store, and the limited worker that parses foreign files."""
