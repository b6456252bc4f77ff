"""What is installed: the locks, and the commands that install them, against an index of packages on disk."""
