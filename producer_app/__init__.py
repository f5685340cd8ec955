"""Photos, prices, orders and payment codes for village producers who sell online.

The map of this tree (calls go down, one signal comes up):

  app/      the only joiner: finds areas, opens the shop, fills the window, answers the command line
  areas/    one folder per area of work: products, studio, till, orders, parcels, stock, payments, receiving, posters, money
  ui/       the window's kit: window, theme, forms, lists, jobs, paper; knows no area
  cli/      the command line's kit: arguments in, lines out; knows no area
  store/    the shop on disk: one SQLite file and a folder of files; knows no area
  base/     values without Qt, SQL or disk: money, quantities, times, words, pages in millimetres

Inside an area: rows < schema, kinds < queries < actions < screen, commands. Areas meet only at front doors
(``from producer_app.areas import products``), and only those named in ``NEEDS``.
"""

__version__ = "0.1.0"
