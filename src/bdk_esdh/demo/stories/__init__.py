"""What the demo municipality has done, told as plain frozen data.

Days are whole numbers of working days from today: -3 is three working days ago, 5 is
five ahead. Texts may hold the same in braces, ``{-3}``, which ``days.fill_dates``
turns into a long Danish date.
"""
