# Live in a container: not root, nothing writable but /data, where the embedded store lies.
#   docker build -t live . && docker run --read-only --tmpfs /tmp -v live:/data -p 8000:8000 live
FROM python:3.13-slim-bookworm AS build
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /src
RUN python -m venv /opt/live
COPY requirements.lock ./
RUN /opt/live/bin/pip install --require-hashes -r requirements.lock
COPY pyproject.toml README.md LICENSE ./
COPY live live
COPY templates templates
COPY static static
COPY locale locale
RUN /opt/live/bin/pip install --no-deps .

FROM python:3.13-slim-bookworm
RUN useradd --system --uid 10001 --home-dir /data --create-home --shell /usr/sbin/nologin live
COPY --from=build /opt/live /opt/live
ENV PATH=/opt/live/bin:$PATH LIVE_HOST=0.0.0.0 LIVE_DATA=/data PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
USER 10001
VOLUME /data
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s \
    CMD ["python", "-c", "import os, urllib.request as u; u.urlopen(f\"http://127.0.0.1:{os.environ.get('PORT', '8000')}/healthz\", timeout=2)"]
ENTRYPOINT ["live"]
CMD ["serve"]
