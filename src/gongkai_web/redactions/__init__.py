"""遮盖（区分处理）: boxes drawn over a sealed original, burned in by the program beside the web server; the result is a paper."""
