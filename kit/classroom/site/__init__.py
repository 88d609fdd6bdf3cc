"""The kit as a site: static files that any host serves, in which Python runs in the reader's own browser."""
