"""Programs for those who work on Passerelle; no part of what is installed."""
