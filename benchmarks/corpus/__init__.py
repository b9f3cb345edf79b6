"""Made annual reports with their truth, as found on the web sites of government offices: `python -m benchmarks.corpus`."""
