"""What a person settled in source.toml."""
