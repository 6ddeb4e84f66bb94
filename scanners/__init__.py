"""T21: scanners of others and rules of our own, run over the whole product (``python -m scanners``)."""
