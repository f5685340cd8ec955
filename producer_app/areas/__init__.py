"""Areas of work, one folder each. Importing this package gives the front doors by name, on demand."""
