# One image for every app. By itself it runs the service in one process (apps/standalone); docker-compose.yml starts
# api, bot and worker from it, each by its command, with what they need around them.

FROM node:24.21.0-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts
COPY tsconfig.json .swcrc ./
COPY scripts/build.mjs scripts/
COPY apps apps
COPY libs libs
# the sandbox and its fakes have no business in production
RUN npm run build && rm -rf dist/apps/sandbox dist/libs/fakes dist/libs/testing

FROM node:24.21.0-bookworm-slim
ENV NODE_ENV=production DATA_DIR=/data
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --omit=optional --ignore-scripts && npm cache clean --force && install -d -o node -g node -m 0700 /data
COPY --from=build /app/dist dist
# The embedded database and generated secrets: of one process only. With DATABASE_URL and all secrets set nothing is
# written here.
# The rest of the file system may be read-only.
VOLUME /data
USER node
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.HTTP_PORT || 3000}/health/live`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# node itself is the first process: it hears SIGTERM and finishes its work
CMD ["node", "--enable-source-maps", "dist/apps/standalone/src/main.js"]
