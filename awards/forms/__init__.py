"""Forms of the awards pages."""
