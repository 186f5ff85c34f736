"""Reading and writing workbooks and CSV as offices really make them."""
