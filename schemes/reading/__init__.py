"""Reading a regulation file: lines, banks of sections, and what is wrong with it, where."""
