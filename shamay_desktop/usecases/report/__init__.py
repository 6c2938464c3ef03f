"""What a report says, its preview and its files."""
