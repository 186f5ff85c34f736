"""Serial numbers: `CEDAR-2026-0007`, counted for each program and year of award."""


def serial_number(program_code: str, year: int, number: int) -> str:
    """Four digits at least; the ten-thousandth certificate of a year simply has five."""
    return f"{program_code}-{year}-{number:04d}"
