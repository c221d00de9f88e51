"""Qt models over tables, issues and findings, and the index work behind them."""
