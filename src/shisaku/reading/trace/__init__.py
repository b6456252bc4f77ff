"""What each line of a document was read as, and why."""
