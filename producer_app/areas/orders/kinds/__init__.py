"""Order channels, one file each with ``CHANNEL = Channel(...)``: rows of a file in, orders and refused rows out.

A channel is known by the names in its header, never by the file's name. Values only: no shop, no disk, no network.
"""
