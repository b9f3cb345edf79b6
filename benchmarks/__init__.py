"""Speed and accuracy, measured against named peers in one run: `python -m benchmarks [NAME…]`."""
