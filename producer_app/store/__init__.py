"""The shop on disk: a folder with ``shop.db`` and ``files/``. Knows no area.

  shop.py     Shop: open, step, undo, redo, on_change, load, save
  schema.py   Migrations: what each area's ``schema.py`` is made of
  journal.py  the undo log, kept by SQLite triggers
  searching.py full-text indexes in step with their tables
  opening.py  the checks before a shop is opened, each refusal in plain words
  lock.py     one program at a time
  files.py    photos and documents, named by digest; ``atomic_write``
  backup.py   copy and restore one shop folder
"""
