"""A yardstick for reading: invented documents of several kinds with their gold, and how much a reader finds."""
