"""Values and small rules that need no Qt, no SQL and no disk; everything above may use them."""
