"""How facts are worded and drawn: dates, numbers, articles, icons, small charts. No store, no request."""
