"""Whether the web process of this container answers; the exit status says it."""

import http.client
import os
import sys


def answers(host: str, port: int = 8000) -> bool:
    """True when /healthz says 200 to a request for ``host``."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=4)
    try:
        connection.request("GET", "/healthz", headers={"Host": host})
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()


if __name__ == "__main__":
    name = os.environ.get("ALLOWED_HOSTS", "localhost").split(",")[0].lstrip(".")
    sys.exit(not answers(name, int(os.environ.get("WEB_BIND", ":8000").rsplit(":", 1)[1])))
