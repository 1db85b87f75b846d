"""File sizes as a Danish reader expects them: decimal units (1 MB is a million bytes), as everywhere else."""

UNITS = ("byte", "kB", "MB", "GB", "TB")
STEP = 1000


def danish_size(size: int, *, decimals: int | None = None) -> str:
    """Write a number of bytes: ``"0 byte"``, ``"1,5 MB"``, ``"112 MB"``.

    :param size: number of bytes.
    :param decimals: how many decimals; without it one below ten and none from ten up.
    """
    value, unit = float(size), 0
    while value >= STEP and unit < len(UNITS) - 1:
        value, unit = value / STEP, unit + 1
    if decimals is None:
        decimals = 1 if unit and value < 10 else 0
    number = f"{value:.{decimals if unit else 0}f}"
    if "." in number:
        number = number.rstrip("0").rstrip(".")
    return f"{number.replace('.', ',')} {UNITS[unit]}"


def danish_sizes_apart(size: int, limit: int) -> tuple[str, str]:
    """Write a size and the limit it exceeds with as many decimals as it takes to see that they differ."""
    for decimals in (None, 1, 2, 3):
        written = danish_size(size, decimals=decimals), danish_size(limit, decimals=decimals)
        if written[0] != written[1]:
            return written
    return f"{size} byte", f"{limit} byte"
