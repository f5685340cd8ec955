"""Orders out of chat: a message, a relay list or a filled-in form becomes orders, each part with how sure it is.

  values.py     what a text became: ChatOrder, Part, ChatItem; the product as the reader knows it
  places.py     the table of provinces, prefectures and counties, with its year
  addresses.py  province, city, county and street of one line
  uyghur.py     the same of an address in Uyghur; uyghur_names.py: what places are called there
  amounts.py    quantities in digits and in words: 2瓶, 一斤半, x3, 2 kg
  people.py     phones and names
  goods.py      which product is meant, and how many of it
  reading.py    the whole text, split into orders

Everything here is text in, values out: no shop, no Qt, no network. Nothing is guessed silently: what is less than sure
says why, and the screen shows it in amber.
"""
