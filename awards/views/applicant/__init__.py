"""Pages of applicants, one file a subject."""
