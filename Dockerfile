# syntax=docker/dockerfile:1
# One image for web, worker, beat and the one-shot preparation; what differs is the command.

FROM python:3.11-slim-bookworm AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
COPY requirements/runtime.txt /tmp/runtime.txt
RUN python -m venv /opt/venv && /opt/venv/bin/pip install --require-hashes -r /tmp/runtime.txt

FROM python:3.11-slim-bookworm
# fonts-noto-cjk gives the documents the bold weights that the bundled fonts lack.
RUN apt-get update \
    && apt-get install -y --no-install-recommends \
        fonts-noto-cjk libharfbuzz-subset0 libpango-1.0-0 libpangoft2-1.0-0 media-types \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --home-dir /var/lib/portal --create-home portal
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    TRIAL=false \
    DEBUG=false \
    VAR_DIR=/var/lib/portal
COPY --from=build /opt/venv /opt/venv
WORKDIR /srv/portal
COPY . .
# The key serves only to load the settings while the image is built; it is not kept.
RUN python bin/translations.py compile \
    && SECRET_KEY="$(python -c 'import secrets; print(secrets.token_urlsafe(64))')" \
        ALLOWED_HOSTS=localhost python manage.py collectstatic --noinput --verbosity 0 \
    && chown -R portal:portal /var/lib/portal
USER portal
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s CMD ["python", "deploy/healthy.py"]
CMD ["gunicorn", "--config", "deploy/gunicorn.conf.py", "config.wsgi"]
