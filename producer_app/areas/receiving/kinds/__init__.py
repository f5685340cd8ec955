"""Every statement that can be read is one file here with ``STATEMENT = Format(...)``. Values in, values out."""
