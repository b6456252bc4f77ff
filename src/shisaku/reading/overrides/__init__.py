"""Settings and overrides: source.toml, and how it changes a plan.

    source.toml -> toml_file, toml_keys -> source_settings, detail_tables -> Description with its overrides
    lines -> aside -> the reader's plan -> applied (moving) -> detail_overrides -> remedy, retired_keys -> Plan

toml_file         values of a settings file; mistakes with line and column
toml_keys         where each key of a TOML file is
source_settings   keys of source.toml: facts, and overrides of structure (start here for a new key)
detail_tables     keys of source.toml: details
retired_keys      keys that were retired, checked against the plan

aside             leaves out lines, regions and pages
applied           overrides of parents and originals
moving            moves components to other parents
detail_overrides  puts details into the plan
detail_lines      lines that hold nothing but such details
detail_places     which component a detail belongs to, and where it is printed
detail_merging    joins details with those that were read
printed_words     finds words in a document
remedy            lines for source.toml that resolve what is doubtful
"""
