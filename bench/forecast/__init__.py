"""How good the forecast is, on marks of others: ``python3 run.py bench forecast [--data PATH] [--train PATH]``."""
