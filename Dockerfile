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
    DATA_DIR=/app/data
WORKDIR /app
COPY --from=packages /app/node_modules ./node_modules
COPY package.json tsconfig.json ./
COPY src ./src
COPY config ./config
COPY knowledge ./knowledge
RUN mkdir -p data && chown -R node:node data knowledge
USER node
VOLUME ["/app/data", "/app/knowledge"]

# Asks the bot of this image one question: it fails when knowledge or settings cannot be read.
HEALTHCHECK --interval=5m --timeout=30s --start-period=20s --retries=2 \
    CMD ["node", "--import", "tsx", "src/cli/ask.ts", "工会"]

# node itself is process 1, so that a signal reaches the bot.
CMD ["node", "--import", "tsx", "src/main.ts"]
