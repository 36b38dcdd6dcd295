# Refreshes from seeds/ at start, then serves on port 8050. The data folder is a volume; everything else may be read-only:
#   docker build -t claimed-metrics .
#   docker run --read-only --tmpfs /tmp -v claims-data:/data -e CLAIMS_TOKEN=… -p 8050:8050 claimed-metrics
FROM python:3.13-slim

ENV PYTHONUNBUFFERED=1 \
    PIP_NO_CACHE_DIR=1 \
    PIP_DISABLE_PIP_VERSION_CHECK=1

WORKDIR /app
COPY requirements.lock ./
RUN pip install --require-hashes -r requirements.lock

COPY pyproject.toml README.md LICENSE ./
COPY etl etl
COPY dashboard dashboard
RUN pip install --no-deps .
COPY seeds seeds

RUN useradd --uid 10001 --no-create-home --home-dir /tmp claims \
    && install -d -o claims -g claims /data
USER 10001
VOLUME /data
EXPOSE 8050

HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
  CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8050/healthz', timeout=4)"]

# Exit code 1 of the refresh names quarantined documents; the good ones are published and worth serving.
CMD ["sh", "-c", "claims refresh --seeds seeds --data /data || [ $? -eq 1 ]; exec claims serve --data /data --host 0.0.0.0 --port 8050"]
