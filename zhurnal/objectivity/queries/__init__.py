"""Reads of findings and of the rows behind them."""
