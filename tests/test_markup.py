"""Numbers in tables."""

import pandas as pd

from kit.views.markup import numbers


def test_long_numbers_have_separators_and_years_do_not():
    table = numbers(pd.DataFrame({"Name": ["Wikipedia"], "Year": [2009], "Articles": [6_210_700]}), "Counts")
    assert "<td>2009</td>" in table and "<td>6,210,700</td>" in table
