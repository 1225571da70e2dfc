# The command line in a container: docker compose up, or docker build -t graphkit . && docker run --rm graphkit --help
FROM python:3.12-slim AS build
WORKDIR /src
COPY pyproject.toml README.md CHANGELOG.md LICENSE ./
COPY graphkit graphkit
COPY loaders loaders
COPY cypher cypher
COPY examples examples
RUN pip wheel --no-cache-dir --no-deps --wheel-dir /wheels .

FROM python:3.12-slim
COPY --from=build /wheels /wheels
RUN pip install --no-cache-dir /wheels/*.whl
RUN useradd --create-home graphkit
USER graphkit
WORKDIR /home/graphkit
ENTRYPOINT ["graphkit"]
