"""Measures pages on a simulated edition."""
