# docker build -t okuru . && docker run -p 127.0.0.1:5870:5870 -v okuru:/data okuru
FROM node:24-slim

WORKDIR /app
ENV NODE_ENV=production

COPY package.json package-lock.json ./
RUN npm ci --omit=dev && npm cache clean --force

COPY src ./src
COPY catalog ./catalog
COPY locales ./locales

# The embedded database lives here; the process may write nowhere else.
RUN mkdir /data && chown node:node /data
VOLUME /data
USER node

# Inside a container, loopback cannot be reached from outside of it.
ENV HOST=0.0.0.0 PORT=5870 OKURU_DATA=/data
EXPOSE 5870

HEALTHCHECK --interval=30s --timeout=5s --start-period=10s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]

CMD ["node", "src/main.ts"]
