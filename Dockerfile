# syntax=docker/dockerfile:1

# --- Packages: what production needs, from the lock file -----------------------
FROM node:20-bookworm-slim AS packages
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --no-audit --no-fund && npm cache clean --force

# --- The bot: the same sources, run the same way, as in a checkout --------------
FROM node:20-bookworm-slim
ENV NODE_ENV=production \
    KNOWLEDGE_DIR=/app/knowledge \
    CONFIG_DIR=/app/config \
    DATA_DIR=/app/data \
    HTTP_HOST=0.0.0.0
WORKDIR /app
COPY --from=packages /app/node_modules ./node_modules
COPY package.json tsconfig.json ./
COPY src ./src
COPY config ./config
COPY knowledge ./knowledge
RUN mkdir -p data && chown -R node:node data knowledge
USER node
# The database and the index; the articles. What is written anywhere else is gone with the container.
VOLUME ["/app/data", "/app/knowledge"]
# Health, metrics (set METRICS_PORT to read them from outside) and webhooks. The terminal chat opens no port.
EXPOSE 8787

# Asks /healthz, with the same settings as the bot (the container's, then a mounted .env); 0.0.0.0 is this container.
# Without a platform the bot is the terminal chat, which opens no port: it is healthy as long as it runs, and the
# container ends with it. The start takes as long as a large folder of articles takes to be indexed.
HEALTHCHECK --interval=30s --timeout=5s --start-period=120s --retries=3 \
    CMD ["node", "-e", "try { process.loadEnvFile() } catch {} const { TELEGRAM_BOT_TOKEN, LARK_APP_ID, HTTP_HOST, HTTP_PORT } = process.env; if (TELEGRAM_BOT_TOKEN || LARK_APP_ID) fetch(`http://${HTTP_HOST || '0.0.0.0'}:${HTTP_PORT || 8787}/healthz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]

# node itself is process 1, so that a signal reaches the bot.
CMD ["node", "--import", "tsx", "src/main.ts"]
