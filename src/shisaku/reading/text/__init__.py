"""The text itself: its encoding, characters and lines."""
