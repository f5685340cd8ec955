"""What is printed for sending: the label on the parcel and the sheet of the pick-up run. Values in, pages out."""
