"""How the web processes run: synchronous workers behind nginx, recycled so that no leak grows old."""

import multiprocessing
import os

bind = os.environ.get("WEB_BIND", "0.0.0.0:8000")  # inside the container's network only
workers = int(os.environ.get("WEB_CONCURRENCY", 2 * multiprocessing.cpu_count() + 1))
worker_tmp_dir = "/dev/shm"  # noqa: S108  # heartbeat files: a slow disk must not look like a dead worker
preload_app = True
timeout = 60
graceful_timeout = 30
max_requests = 5000
max_requests_jitter = 500
forwarded_allow_ips = os.environ.get("FORWARDED_ALLOW_IPS", "127.0.0.1")
accesslog = "-"
access_log_format = '%(h)s %(t)s "%(m)s %(U)s" %(s)s %(b)s %(M)sms'  # no query strings: they may hold names
