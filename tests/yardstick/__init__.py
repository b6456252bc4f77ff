"""A yardstick for reading: invented documents of several kinds with what a person reads in them, and how much a reader finds."""
