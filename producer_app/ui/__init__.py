"""The window's kit: window, theme, forms, lists, jobs, paper; knows no area."""
