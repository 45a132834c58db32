"""The layouts programmes are written in: `table` lists them, `readings` weighs a text in each."""
