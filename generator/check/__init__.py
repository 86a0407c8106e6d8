"""Check: what can be known of a project without rendering."""
