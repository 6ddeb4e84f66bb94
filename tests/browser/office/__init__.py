"""The files that the office of a made-up college brings to an empty journal, and what comes out of them."""
