"""The demos' own folder of helpers, for scripts that run without a checkout of the demos."""
