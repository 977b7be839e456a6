# styrdok with recognition of scanned pages. docker build --tag styrdok .
# BASE: any image of Debian 12 that has Python 3.11 or newer with pip.
ARG BASE=python:3.12-slim-bookworm
FROM ${BASE} AS made
WORKDIR /source
COPY . .
RUN pip wheel --quiet --no-cache-dir --wheel-dir /wheels .

FROM ${BASE}
RUN apt-get update \
 && apt-get install --yes --no-install-recommends ocrmypdf tesseract-ocr tesseract-ocr-swe \
 && rm -rf /var/lib/apt/lists/*
RUN --mount=type=bind,from=made,source=/wheels,target=/wheels \
    pip install --quiet --no-cache-dir --no-index --find-links /wheels styrdok \
 && useradd --uid 10001 --create-home --home-dir /data --shell /usr/sbin/nologin styrdok
USER styrdok
WORKDIR /data
VOLUME /data
ENV STYRDOK_REGISTRY=/data/styrdok.db PYTHONDONTWRITEBYTECODE=1 HOME=/data
HEALTHCHECK --interval=30s --timeout=10s --start-period=20s \
    CMD ["python", "-c", "import socket; socket.create_connection(('127.0.0.1', 8710), 5).close()"]
ENTRYPOINT ["styrdok"]
CMD ["serve", "--port", "8710"]
