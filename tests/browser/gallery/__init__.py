"""The components and the skeletons of the screens on test pages; not shipped. ``python -m tests.browser.gallery 8931``."""
