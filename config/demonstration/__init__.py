"""The trial's invented world, told through the same services that people use, on a clock that moves."""
