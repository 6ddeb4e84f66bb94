"""The engine of the forecast: pure Python, no Django. Facts of one moment in, a distribution over outcomes out."""
